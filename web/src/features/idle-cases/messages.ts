import { messages } from "../../locale/language";

export const m = messages({
  desk: ["闲置土地", "Idle land"],
  intro: [
    "从线索到结案，每一步有期限、文书、送达、证据和经手人；为什么、下一步、最迟哪天，都能说明。",
    "From clue to close: every step with its term, paper, service, evidence and hand; why, what next, by which day.",
  ],
  parts: ["闲置土地的各部分", "Parts of idle land"],
});
