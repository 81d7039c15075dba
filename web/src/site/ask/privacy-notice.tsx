import { inLanguage, language } from "../../locale/language";
import { a } from "./messages";
import type { Notice } from "./types";

/** What the data are for, who sees them, for how long: in full before the button, the articles one press away. */
export function PrivacyNotice({ notice }: { notice: Notice }) {
  return (
    <section class="ask-notice" aria-label={a.notice()}>
      <h2>{a.notice()}</h2>
      <p>{inLanguage(notice.text_zh, notice.text_en)}</p>
      <details>
        <summary>{a.basis()}</summary>
        <ul>
          {notice.basis.map((item) => (
            <li key={item.article_zh}>
              {item.article_zh}
              {language.value === "en" && ` – ${item.about_en}`}
            </li>
          ))}
        </ul>
        {!notice.confirmed && <p class="ask-unconfirmed">{a.unconfirmed()}</p>}
      </details>
    </section>
  );
}
