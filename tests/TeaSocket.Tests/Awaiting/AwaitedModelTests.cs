using Xunit;

namespace TeaSocket.Tests.Awaiting;

/// <summary>Random schedules of calls of both kinds, cancellations, closes and peers that vanish, against a model.</summary>
public sealed class AwaitedModelTests
{
    private const int Schedules = 300;
    private const int Steps = 80;

    public static TheoryData<LoopKind, bool> KindsAndFamilies => new()
    {
        { LoopKind.Driven, true }, { LoopKind.Driven, false }, { LoopKind.OwnThread, true }, { LoopKind.OwnThread, false },
    };

    [Theory]
    [MemberData(nameof(KindsAndFamilies))]
    public void WhatArrivesIsWhatWasSentInItsOrder(LoopKind kind, bool isTcp)
    {
        using var loop = new TestLoop(kind);
        for (int seed = 0; seed < Schedules; seed++)
        {
            try
            {
                new Schedule(loop, isTcp ? loop.Tcp() : loop.Pair(), new Random(seed)).Run();
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"schedule {seed}", e);
            }
        }
    }

    /// <summary>
    /// One stream. Each send has bytes of a value of its own: so it can be told which part of which send has arrived. Of one that failed or was
    /// canceled a part may have.
    /// </summary>
    private sealed class Schedule(TestLoop loop, (Socket Sender, Socket Receiver) pair, Random random)
    {
        private readonly Socket sender = pair.Sender;
        private readonly Socket receiver = pair.Receiver;
        private readonly List<(int Length, Task<int>? Task, int Sent)> sends = [];
        private readonly List<(byte[] Buffer, Task<int> Task)> receives = [];
        private readonly List<(int After, byte[] Bytes)> taken = []; // by calls that do not wait, behind how many others
        private readonly List<CancellationTokenSource> sources = [];

        public void Run()
        {
            sender.Blocking = receiver.Blocking = false;
            int vanishes = random.Next(3) == 0 ? random.Next(Steps) : Steps;
            for (int step = 0; step < vanishes; step++)
            {
                Step();
            }

            bool isWhole = vanishes == Steps;
            if (isWhole)
            {
                Finish();
            }
            else
            {
                (random.Next(2) == 0 ? sender : receiver).Dispose();
            }

            Settle();
            Check(isWhole);
            sender.Dispose();
            receiver.Dispose();
            sources.ForEach(source => source.Dispose());
        }

        private void Step()
        {
            switch (random.Next(8))
            {
                case 0 or 1:
                    byte[] data = new byte[random.Next(10) == 0 ? random.Next(3_000_000) : random.Next(2_000)];
                    data.AsSpan().Fill((byte)sends.Count);
                    sends.Add((data.Length, sender.SendAsync(data, null, Token()).AsTask(), 0));
                    break;
                case 2:
                    SendAtOnce();
                    break;
                case 3 or 4:
                    byte[] buffer = new byte[1 + random.Next(random.Next(5) == 0 ? 1_000_000 : 3_000)];
                    receives.Add((buffer, receiver.ReceiveAsync(buffer, Token()).AsTask()));
                    break;
                case 5:
                    ReceiveAtOnce();
                    break;
                case 6:
                    _ = sources.Count == 0 ? 0 : Cancel(sources[random.Next(sources.Count)]);
                    break;
                default:
                    _ = loop.Driven?.RunOnce(TimeSpan.Zero);
                    break;
            }
        }

        private static int Cancel(CancellationTokenSource source)
        {
            source.Cancel();
            return 0;
        }

        private CancellationToken Token()
        {
            if (random.Next(3) != 0)
            {
                return default;
            }

            sources.Add(new CancellationTokenSource());
            return sources[^1].Token;
        }

        private void SendAtOnce()
        {
            byte[] data = new byte[1 + random.Next(2_000)];
            data.AsSpan().Fill((byte)sends.Count);
            try
            {
                sends.Add((data.Length, null, sender.Send(data) ?? 0));
            }
            catch (SocketException e)
            {
                Assert.Equal("EBUSY", e.Code);
                sends.Add((data.Length, null, 0));
            }
        }

        private void ReceiveAtOnce()
        {
            byte[] buffer = new byte[1 + random.Next(3_000)];
            try
            {
                if (receiver.Receive(buffer) is { } received)
                {
                    taken.Add((receives.Count, buffer[..received]));
                }
            }
            catch (SocketException e)
            {
                Assert.Equal("EBUSY", e.Code);
            }
        }

        /// <summary>Says the end of the stream behind all that is sent, and receives up to it.</summary>
        private void Finish()
        {
            Task sending = Task.WhenAll(sends.Select(send => send.Task).OfType<Task<int>>());
            _ = sending.ContinueWith(_ => sender.Shutdown(Direction.Send), TaskScheduler.Default);
            while (true)
            {
                byte[] buffer = new byte[1_000_000];
                receives.Add((buffer, receiver.ReceiveAsync(buffer).AsTask()));
                if (loop.Outcome(receives[^1].Task) == "0")
                {
                    return;
                }
            }
        }

        /// <summary>Everything ends.</summary>
        private void Settle()
        {
            foreach (Task<int> task in sends.Select(send => send.Task).OfType<Task<int>>().Concat(receives.Select(receive => receive.Task)))
            {
                if (!task.IsCompleted && receiver.Descriptor != -1 && sender.Descriptor != -1)
                {
                    sender.Dispose();
                }

                _ = loop.Outcome(task);
            }
        }

        private void Check(bool isWhole)
        {
            byte[] arrived = Arrived();
            int place = 0;
            bool hasEnded = false;
            for (int i = 0; i < sends.Count; i++)
            {
                (int length, Task<int>? task, int sent) = sends[i];
                int run = Run(arrived.AsSpan(place), (byte)i);
                Assert.True(run <= length, $"of send {i}, of {length} bytes, {run} have arrived");
                Assert.True(run == 0 || !hasEnded, $"something of send {i} has arrived behind a gap");
                int least = task is null ? sent : task.IsCompletedSuccessfully ? length : 0;
                if (isWhole)
                {
                    Assert.True(run >= least, $"of send {i}, of which {least} bytes were taken, {run} have arrived");
                    long most = task is null ? sent : task.Exception?.InnerException is SocketException e ? e.BytesSent : length;
                    Assert.True(run <= most, $"of send {i}, of which {most} bytes were taken, {run} have arrived");
                }

                hasEnded |= run < least;
                place += run;
            }

            Assert.Equal(arrived.Length, place);
        }

        private byte[] Arrived()
        {
            var arrived = new List<byte>();
            for (int i = 0; i <= receives.Count; i++)
            {
                foreach ((_, byte[] bytes) in taken.Where(one => one.After == i))
                {
                    arrived.AddRange(bytes);
                }

                if (i < receives.Count && receives[i].Task.IsCompletedSuccessfully)
                {
                    arrived.AddRange(receives[i].Buffer.AsSpan(0, receives[i].Task.Result));
                }
            }

            return [.. arrived];
        }

        private static int Run(ReadOnlySpan<byte> bytes, byte value)
        {
            int other = bytes.IndexOfAnyExcept(value);
            return other < 0 ? bytes.Length : other;
        }
    }
}
