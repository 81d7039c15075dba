import { signal } from "@preact/signals";

/** The seven public holidays of the year, in its order. */
export const usualFestivals = ["元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节"];

/** What is being marked. */
export const festivalName = signal(usualFestivals[0]!);
