import { later } from "../shared/later";
import { beginSession, signedIn } from "./session";

beginSession();

const Inside = later(() => import("./Inside"));
const SignIn = later(() => import("./SignIn"));

/** The site of whoever is signed in; before that, the way in. */
export function App() {
  return signedIn.value ? <Inside /> : <SignIn />;
}
