import type { ComponentChildren } from "preact";
import type { WaysToPay } from "../shared/api.d";
import { ProofForm } from "./ProofForm";
import { Qris } from "./Qris";

export interface HowToPayProps {
  /** Reads the ways to pay of the bill that is called `of`. */
  read: () => Promise<WaysToPay>;
  of: string;
  send: (file: File) => Promise<unknown>;
  /** Where to transfer to. */
  children?: ComponentChildren;
}

/** The ways to pay a bill, and the proof that one has. */
export default function HowToPay({ read, of, send, children }: HowToPayProps) {
  return (
    <>
      <Qris read={read} of={of} />
      {children}
      <ProofForm send={send} />
    </>
  );
}
