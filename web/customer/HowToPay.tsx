import type { ComponentChildren } from "preact";
import type { BillStanding } from "../shared/api.d";
import { useLoad } from "../shared/load";
import { Skeleton } from "../shared/parts/Skeleton";
import { Gateways } from "./Gateways";
import { ProofForm } from "./ProofForm";
import { Qris } from "./Qris";
import type { WaysIn } from "./waysIn";

export interface HowToPayProps {
  door: WaysIn;
  /** Of this bill: what was begun is found again under it. */
  name: string;
  /** The proof that waits, or was refused. */
  proof: BillStanding["proof"] | undefined;
  /** Told when a gateway says that it is paid. */
  paid: () => void;
  /** Told when a proof has been sent. */
  sent: () => void;
  /** Where to transfer to. */
  children?: ComponentChildren;
}

/** The ways to pay a bill, and the proof that one has. */
export default function HowToPay({ door, name, proof, paid, sent, children }: HowToPayProps) {
  const { value: ways, problem } = useLoad(door.read, [door]);
  // As high as what comes, so that nothing jumps away under a thumb.
  if (!ways && !problem) {
    return (
      <section class="kartu min-h-[600px]" aria-busy="true">
        <Skeleton rows={7} />
      </section>
    );
  }
  const pays = !!ways && (ways.gateways.length > 0 || !!ways.qr_svg);
  // A code whose payment reports itself comes before one that somebody has to check.
  const reports = ways?.gateways.some((way) => way.channel === "qris");
  return (
    <>
      {ways && !reports && <Qris ways={ways} />}
      {ways && <Gateways of={name} ways={ways.gateways} door={door} paid={paid} />}
      {ways && reports && <Qris ways={ways} />}
      {(ways ? ways.banks.length > 0 || !pays : problem) && children}
      <ProofForm send={door.send} proof={proof} sent={sent} />
    </>
  );
}
