import { rupiah } from "../format";

interface BillLine {
  description: string;
  detail: string;
  amount: number;
}

/** The lines of a bill, each with what explains it: in the words of its paper, whatever the language of the page. */
export function BillLines({ lines }: { lines: BillLine[] }) {
  return (
    <ul class="hair" lang="id">
      {lines.map((line, index) => (
        <li key={index} class="flex items-baseline gap-3 px-4 py-2.5">
          <div class="min-w-0">
            <p class="font-[550]">{line.description}</p>
            {line.detail && <p class="text-sm text-muted">{line.detail}</p>}
          </div>
          <p class={`ml-auto num font-[650] whitespace-nowrap ${line.amount < 0 ? "text-success" : ""}`}>{rupiah(line.amount)}</p>
        </li>
      ))}
    </ul>
  );
}
