import { later } from "../shared/later";
import { beginInstalling } from "./installed";
import { beginSession, signedIn } from "./session";

beginSession();
beginInstalling();

const Inside = later(() => import("./Inside"));
const SignIn = later(() => import("./SignIn"));

/** The site of whoever is signed in; before that, the way in. */
export function App() {
  return signedIn.value ? <Inside /> : <SignIn />;
}
