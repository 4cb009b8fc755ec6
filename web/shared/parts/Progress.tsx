interface ProgressProps {
  done: number;
  /** 0 while it is not known yet. */
  total: number;
  label: string;
}

export function Progress({ done, total, label }: ProgressProps) {
  const percent = total ? Math.min(100, (done / total) * 100) : 0;
  return (
    <div class="bar" style={{ height: 12, borderRadius: 6 }} role="progressbar" aria-label={label} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.floor(percent)}>
      <i style={{ width: `${percent}%`, background: "var(--color-primary)", transition: "width .2s" }} />
    </div>
  );
}
