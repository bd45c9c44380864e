// Where sockets and pollers are open: ids of the table, each with what keeps it for the script.
(function (host) {
  "use strict";

  const { newList, slots, reserve, layout: { RESULT } } = host;

  // Places that are free. To make one costs a host more than to open a socket.
  const spares = newList();
  let count = 0;

  /** The place of what is closed. */
  host.NOWHERE = { id: -1, owner: undefined };

  /**
   * A place where nothing is open yet. Who takes it has it before the system is asked for anything, so that whatever fails afterwards
   * leaves nothing open without an owner.
   */
  host.takePlace = function () {
    if (count === 0) {
      const owner = reserve();
      return { id: slots[RESULT], owner };
    }
    count -= 1;
    const place = spares[count];
    spares[count] = undefined; // or what is opened there could not be forgotten
    return place;
  };

  /** Gives a place back where nothing is open any more. */
  host.giveBack = function (place) {
    spares[count] = place;
    count += 1;
  };
})
