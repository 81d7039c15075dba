import { useEffect } from "preact/hooks";
import { useTerms } from "../../app/use-terms";
import { inLanguage, language } from "../../locale/language";

interface Named {
  name_zh: string;
  name_en: string;
}

/** What a page with one form does at once: its words, its language, its title. */
export function useFormPage(title: string, zone: Named | null | undefined): void {
  useTerms();
  useEffect(() => {
    document.documentElement.lang = language.value === "zh" ? "zh-CN" : "en";
    document.title = [title, inLanguage(zone?.name_zh, zone?.name_en)].filter(Boolean).join(" · ");
  }, [title, zone, language.value]);
}

/** Whose page it is, and what it is for. */
export function ZoneMark({ zone, product }: { zone: Named | null | undefined; product: string }) {
  return (
    <>
      <img src="/favicon.svg" alt="" width={28} height={28} />
      <span>
        <span class="ask-zone">{inLanguage(zone?.name_zh, zone?.name_en)}</span>
        <span class="ask-product">{product}</span>
      </span>
    </>
  );
}

/** The button that says the other language in that language. */
export function OtherLanguage({ label }: { label: string }) {
  const other = language.value === "zh" ? "en" : "zh";
  return (
    <button
      type="button"
      class="ask-language"
      lang={other}
      onClick={() => {
        language.value = other;
      }}
    >
      {label}
    </button>
  );
}
