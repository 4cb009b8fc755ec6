/** The customer site: the bill behind the link in a WhatsApp message, or, signed in, all that is one's own. */
import { render } from "preact";
import { language, speak } from "../shared/language";
import { theme, wear } from "../shared/theme";
import { askEarly } from "./early";
import "./style.css";

wear(theme.value);
speak(language.value);

const token = /^\/t\/([^/]+)\/?$/.exec(location.pathname)?.[1];
const place = document.getElementById("app")!;

// Each of the two is fetched only where it is shown: a bill opens on a slow line without the rest.
if (token) {
  const bill = askEarly(`/api/pay/${token}`, language.value);
  const ways = askEarly(`/api/pay/${token}/ways-to-pay`, language.value);
  const { PayPage } = await import("./PayPage");
  place.replaceChildren();
  render(<PayPage token={decodeURIComponent(token)} bill={bill} ways={ways} />, place);
} else {
  const inside = () => Promise.all([import("./Inside"), location.pathname === "/" && import("./HomePage")]);
  const first = localStorage.getItem("sambung.session") ? inside() : import("./SignIn");
  // What cannot be fetched says so itself, where it is shown.
  const [{ App }] = await Promise.all([import("./App"), first.catch(() => undefined)]);
  place.replaceChildren();
  render(<App />, place);
}
