export interface Bar {
  key: string;
  name: string;
  value: number;
  /** The value in words, printed at the bar's end. */
  words: string;
  tone?: "accent" | "danger" | "warning" | "success" | "neutral";
  onPress?: () => void;
  title?: string;
}

/** Horizontal bars on one scale, each a line of text with its length beside it: a list first, a picture second. */
export function Bars({ bars, label }: { bars: Bar[]; label: string }) {
  const most = Math.max(...bars.map(({ value }) => value), 0);
  return (
    <ul class="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.key} class="bar-line">
          <span class="bar-name">{bar.name}</span>
          <span class="bar-track" aria-hidden="true">
            <span
              class={`bar bar-${bar.tone ?? "accent"}`}
              style={{ width: `${most > 0 ? Math.max(bar.value > 0 ? 0.8 : 0, (bar.value / most) * 100) : 0}%` }}
            />
          </span>
          {bar.onPress ? (
            <button type="button" class="bar-words figure" title={bar.title} onClick={bar.onPress}>
              {bar.words}
            </button>
          ) : (
            <span class="bar-words figure">{bar.words}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
