/** A code from an app on one's phone beside the password: Firebase's own calls, fetched only where they are needed. */
import {
  getMultiFactorResolver,
  multiFactor,
  type MultiFactorError,
  type MultiFactorResolver,
  type TotpSecret,
  TotpMultiFactorGenerator,
  type User,
} from "firebase/auth";
import { encode } from "uqr";
import { authentication } from "./firebase";

const KNOWN_AS = "Sambung";

export interface Enrolment {
  /** What is typed where no picture can be taken. */
  key: string;
  /** `otpauth://`, which an authenticator on the same phone opens. */
  link: string;
  /** The link as dark (true) and light fields, row by row. */
  picture: boolean[][];
  /** Turns it on. Throws Firebase's error, `auth/invalid-verification-code` for a wrong code. */
  confirm: (code: string) => Promise<void>;
}

function person(): User {
  const found = authentication().currentUser;
  if (!found) throw new Error("nobody is signed in");
  return found;
}

export function isOn(): boolean {
  return multiFactor(person()).enrolledFactors.length > 0;
}

export async function beginEnrolment(): Promise<Enrolment> {
  const user = person();
  const session = await multiFactor(user).getSession();
  const secret: TotpSecret = await TotpMultiFactorGenerator.generateSecret(session);
  const link = secret.generateQrCodeUrl(user.email ?? "", KNOWN_AS);
  const confirm = (code: string) => multiFactor(user).enroll(TotpMultiFactorGenerator.assertionForEnrollment(secret, code), KNOWN_AS);
  return { key: secret.secretKey, link, picture: encode(link).data, confirm };
}

export async function switchOff(): Promise<void> {
  const mine = multiFactor(person());
  for (const factor of mine.enrolledFactors) await mine.unenroll(factor);
}

/** The sign-in that waits for its code. */
export function waitingSignIn(error: unknown): MultiFactorResolver {
  return getMultiFactorResolver(authentication(), error as MultiFactorError);
}

/** Ends it. Throws Firebase's error for a wrong or old code. */
export async function finishSignIn(waiting: MultiFactorResolver, code: string): Promise<void> {
  const [hint] = waiting.hints;
  await waiting.resolveSignIn(TotpMultiFactorGenerator.assertionForSignIn(hint!.uid, code));
}
