import type { ComponentChildren } from "preact";
import { useMemo } from "preact/hooks";
import { useLoad } from "../shared/load";
import { Gateways } from "./Gateways";
import { ProofForm } from "./ProofForm";
import { Qris } from "./Qris";
import { byBill, byLink } from "./waysIn";

export interface HowToPayProps {
  /** The bill behind this link, or the customer's own of this id. */
  bill: { token: string } | { id: string };
  /** Told when a gateway says that it is paid. */
  paid: () => void;
  /** Where to transfer to. */
  children?: ComponentChildren;
}

/** The ways to pay a bill, and the proof that one has. */
export default function HowToPay({ bill, paid, children }: HowToPayProps) {
  const name = "token" in bill ? bill.token : bill.id;
  const door = useMemo(() => ("token" in bill ? byLink(bill.token) : byBill(bill.id)), [name]);
  const { value: ways, problem } = useLoad(door.read, [door]);
  const pays = !!ways && (ways.gateways.length > 0 || !!ways.qr_svg);
  return (
    <>
      {ways && <Gateways of={name} ways={ways.gateways} door={door} paid={paid} />}
      {ways && <Qris ways={ways} />}
      {(ways ? ways.banks.length > 0 || !pays : problem) && children}
      <ProofForm send={door.send} />
    </>
  );
}
