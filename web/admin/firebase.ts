/** Firebase Auth and nothing else of Firebase; a chunk of its own, fetched beside the page. */
import { initializeApp } from "firebase/app";
import {
  type Auth,
  browserLocalPersistence,
  confirmPasswordReset,
  connectAuthEmulator,
  indexedDBLocalPersistence,
  initializeAuth,
  onIdTokenChanged,
  signInWithEmailAndPassword,
  signOut,
  type User,
} from "firebase/auth";

export interface Config {
  project_id: string;
  api_key: string;
  auth_emulator_url?: string;
  /** Reached through this origin. */
  firestore_emulator?: boolean;
}

let auth: Auth;

/** Starts with what the device remembers; tells who is signed in, now and whenever it changes. */
export function begin(config: Config, tell: (person: User | null) => void): void {
  const app = initializeApp({ projectId: config.project_id, apiKey: config.api_key });
  auth = initializeAuth(app, { persistence: [indexedDBLocalPersistence, browserLocalPersistence] });
  if (config.auth_emulator_url) connectAuthEmulator(auth, config.auth_emulator_url, { disableWarnings: true });
  onIdTokenChanged(auth, tell);
}

/** Firebase Auth as it stands here, for what is fetched later. */
export function authentication(): Auth {
  return auth;
}

export async function enter(email: string, password: string): Promise<void> {
  await signInWithEmailAndPassword(auth, email, password);
}

/** Spends the code of an invitation. */
export async function setPassword(code: string, password: string): Promise<void> {
  await confirmPasswordReset(auth, code, password);
}

export async function leave(): Promise<void> {
  await signOut(auth);
}

export async function idToken(): Promise<string | null> {
  return (await auth.currentUser?.getIdToken()) ?? null;
}
