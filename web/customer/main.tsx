/** The customer site: the bill behind the link in a WhatsApp message, or, signed in, all that is one's own. */
import { render } from "preact";
import { language, speak } from "../shared/language";
import { theme, wear } from "../shared/theme";
import "./style.css";

wear(theme.value);
speak(language.value);

const token = /^\/t\/([^/]+)\/?$/.exec(location.pathname)?.[1];
const place = document.getElementById("app")!;

// Each of the two is fetched only where it is shown: a bill opens on a slow line without the rest.
if (token) {
  // The bill is asked for while the page that shows it is still on its way.
  const first = fetch(`/api/pay/${token}`, { headers: { "Accept-Language": language.value } });
  first.catch(() => undefined);
  const { PayPage } = await import("./PayPage");
  render(<PayPage token={decodeURIComponent(token)} first={first} />, place);
} else {
  if (localStorage.getItem("sambung.session")) void import("./Inside");
  const { App } = await import("./App");
  render(<App />, place);
}
