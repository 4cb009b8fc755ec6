/** The admin site: everything staff do. */
import { render } from "preact";
import { language, speak } from "../shared/language";
import { theme, wear } from "../shared/theme";
import { App } from "./App";
import { openSession } from "./session";
import "./style.css";

wear(theme.value);
speak(language.value);
void openSession();
render(<App />, document.getElementById("app")!);
