import { useEffect } from "preact/hooks";
import { sentenceOf } from "../api/problem";
import { toast } from "../ui/toast";
import { loadTerms } from "./terms";

/** The vocabulary, for a page of its own; what goes wrong is said, and codes stand where words would. */
export function useTerms(): void {
  useEffect(() => {
    loadTerms().catch((error: unknown) => toast(sentenceOf(error), "error"));
  }, []);
}
