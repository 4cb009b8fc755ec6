import { CircleCheck, Hourglass, Play, TriangleAlert } from "lucide-preact";
import { useState } from "preact/hooks";
import { clock, count, dateOf, day } from "shared/format";
import { type PassedDay, Refused, moveClock, now } from "./sandbox";

type Step = "hour" | "day" | "month";
const STEPS: [Step, string][] = [
  ["hour", "+1 jam"],
  ["day", "+1 hari"],
  ["month", "+1 bulan"],
];
const MS_PER_DAY = 86_400_000;

/** How many days lead to the same day of next month, or to its last day. */
function daysOfMonth(today: string): number {
  const [year = 0, month = 0, date = 0] = today.split("-").map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const target = Date.UTC(year, month, Math.min(date, last));
  return Math.round((target - Date.parse(today)) / MS_PER_DAY);
}

interface Move {
  done: number;
  of: number;
}

export function ClockCard() {
  const [move, setMove] = useState<Move | null>(null);
  const [days, setDays] = useState<PassedDay[]>([]);
  const [problem, setProblem] = useState("");
  const today = dateOf(new Date(now.value));

  async function advance(step: Step) {
    const moves = step === "month" ? daysOfMonth(today) : 1;
    const body = step === "hour" ? { advance_minutes: 60 } : { advance_days: 1 };
    setDays([]);
    setProblem("");
    try {
      // Day by day, so that each day's result shows as soon as it is there.
      for (let done = 0; done < moves; done++) {
        setMove({ done, of: moves });
        const moved = await moveClock(body);
        now.value = moved.now;
        setDays((before) => [...before, ...moved.days]);
      }
    } catch (reason) {
      setProblem(reason instanceof Refused ? reason.message : "Simulator tidak menjawab.");
    } finally {
      setMove(null);
    }
  }

  return (
    <section class="kartu p-4" aria-label="Jam simulasi">
      <div class="flex items-center">
        <h2 class="h-sec">Jam simulasi</h2>
        <span class={`ml-auto st ${move ? "t-warn" : "t-ok"}`}>
          {move ? <Hourglass class="i" aria-hidden="true" /> : <Play class="i" aria-hidden="true" />}
          {move ? "Memajukan" : "Berjalan"}
        </span>
      </div>
      <p class="text-xl font-bold num mt-2 leading-[26px]">{day(today, "weekday").replace(/ \d{4}$/, "")}</p>
      <p class="text-sm text-muted num">
        {clock(now.value)} · {today.slice(0, 4)}
      </p>
      <div class="grid grid-cols-3 gap-2 mt-3">
        {STEPS.map(([step, label]) => (
          <button
            key={step}
            type="button"
            class={`btn btn-sm px-0 ${step === "day" ? "btn-primary" : "btn-line"}`}
            disabled={move !== null}
            onClick={() => advance(step)}
          >
            {label}
          </button>
        ))}
      </div>
      <div role="status">
        {move && <Progress move={move} />}
        {!move && days.length > 0 && <Total days={days} />}
      </div>
      {problem && (
        <p role="alert" class="mt-3 text-sm text-error flex gap-2">
          <TriangleAlert class="i mt-px" aria-hidden="true" />
          {problem}
        </p>
      )}
      {days.length > 0 && <Days days={days} />}
    </section>
  );
}

function Progress({ move }: { move: Move }) {
  return (
    <div class="mt-3">
      <p class="lbl mb-1.5">
        {move.of > 1 ? `Hari ${move.done + 1} dari ${move.of}` : "Menjalankan jadwal"}, menunggu semuanya selesai
      </p>
      <div class="bar">
        <i class="bg-primary" style={{ width: `${Math.max(4, (100 * move.done) / move.of)}%` }} />
      </div>
    </div>
  );
}

function Total({ days }: { days: PassedDay[] }) {
  const created = days.reduce((sum, one) => sum + one.created, 0);
  const sent = days.reduce((sum, one) => sum + one.sent, 0);
  return (
    <p class="mt-3 text-sm flex gap-2 text-success font-semibold">
      <CircleCheck class="i mt-px" aria-hidden="true" />
      {count(created)} tagihan terbit, {count(sent)} pesan terkirim
    </p>
  );
}

function Days({ days }: { days: PassedDay[] }) {
  return (
    <table class="w-full text-sm mt-2 block max-h-40 overflow-auto">
      <thead>
        <tr class="lbl text-right">
          <th class="text-left font-normal w-20">Hari</th>
          <th class="font-normal w-24">Tagihan</th>
          <th class="font-normal w-24">Pesan</th>
        </tr>
      </thead>
      <tbody class="num text-right">
        {days.map((one) => (
          <tr key={one.on}>
            <td class="text-left text-muted">{day(one.on, "short")}</td>
            <td>{count(one.created)}</td>
            <td>{count(one.sent)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
