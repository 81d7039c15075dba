import { term } from "../../app/terms";

const glyphs: Record<string, string> = {
  A: "▲",
  B: "△",
  C: "◐",
  D: "▼",
  exempt: "—",
  unscored: "?",
  out_of_scope: "○",
};

interface Props {
  grade: string | null;
  status?: string;
  short?: boolean;
}

/** A grade as sign and word: the colour only repeats what they say. */
export function GradeMark({ grade, status = "graded", short }: Props) {
  const key = status === "graded" ? (grade ?? "unscored") : status;
  const word =
    status === "graded"
      ? short
        ? `${grade ?? "—"}`
        : term("performance.Grade", grade ?? "")
      : `${term("performance.ResultStatus", status)}${status === "exempt" && !short ? " · B" : ""}`;
  return (
    <span class={`grade-mark grade-${key}`}>
      <span aria-hidden="true">{glyphs[key] ?? "?"}</span>
      {word}
    </span>
  );
}
