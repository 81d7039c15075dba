import { messages } from "../../locale/language";

/** What the feature is called before any part of it has arrived. */
export const names = messages({
  desk: ["草案", "Proposals"],
  proposals: ["地块草案", "Proposals"],
  lineage: ["沿革", "Lineage"],
});
