/** The customer site: the bill behind the link in a WhatsApp message. */
import { render } from "preact";
import { language, speak } from "../shared/language";
import { theme, wear } from "../shared/theme";
import { Front } from "./Front";
import { PayPage } from "./PayPage";
import "./style.css";

wear(theme.value);
speak(language.value);

const token = /^\/t\/([^/]+)\/?$/.exec(location.pathname)?.[1];
render(token ? <PayPage token={decodeURIComponent(token)} /> : <Front />, document.getElementById("app")!);
