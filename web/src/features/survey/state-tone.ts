/** The tone of a survey's state in lists; the word stands beside it. */
export function stateTone(state: string): "warning" | "info" | "success" | "neutral" {
  if (state === "asking") return "warning";
  if (state === "checked" || state === "partly_accepted") return "info";
  return state === "accepted" ? "success" : "neutral";
}
