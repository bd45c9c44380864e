// VitePress's own theme without its fonts, which the reader's system has as well, and with a few rules of ours.
import Theme from "vitepress/theme-without-fonts";
import "./style.css";

export default Theme;
