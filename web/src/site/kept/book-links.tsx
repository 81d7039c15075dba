import { brochureAddress } from "./kept.state";
import { k } from "./messages";

const forms = ["html", "pdf"] as const;
const languages = ["zh", "en"] as const;

/** The brochure of some sites in both forms and both languages; plain links, so that a browser saves them as it saves anything. */
export function BookLinks({ ids, extra }: { ids: readonly number[]; extra?: Record<string, string> }) {
  return (
    <ul class="book-links">
      {forms.flatMap((form) =>
        languages.map((lang) => (
          <li key={`${form}${lang}`}>
            <a class="button button-plain" href={brochureAddress(ids, form, lang, extra)} download>
              {k[form]()} · {k[lang]()}
            </a>
          </li>
        )),
      )}
    </ul>
  );
}
