import { sentenceOf } from "../../api/problem";
import { can } from "../../app/session";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { ConfirmForm } from "./confirm-form";
import { confirming, confirmScheme, type LandUseScheme, schemes } from "./land-use.state";
import { m } from "./messages";

/** 用地分类: in which standards files may give land use, and who compared each with its document. */
export function LandUsePart() {
  const list = schemes.data.value;
  const error = schemes.error.value;
  const open = confirming.value;
  return (
    <div class="settings-part">
      <Note>{m.landUseHint()}</Note>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={schemes.reload} />}
      {!list && error === null && <LoadingState />}
      {list && error === null && <SchemeTable list={list} />}
      {open && (
        <ConfirmForm
          name={inLanguage(open.name_zh, open.name_en)}
          basis={open.basis}
          onSend={(basis, reason) => confirmScheme(open, basis, reason)}
          onClose={() => {
            confirming.value = null;
          }}
        >
          <p>{m.confirmScheme(formatNumber(open.class_count), open.is_national)}</p>
        </ConfirmForm>
      )}
    </div>
  );
}

function SchemeTable({ list }: { list: LandUseScheme[] }) {
  const titles = [m.scheme(), m.classes(), m.asked(), m.untranslated(), m.basis(), m.state(), m.actions()];
  return (
    <div class="page-card page-scroll">
      <table class="page-table">
        <thead>
          <tr>
            {titles.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map((entry) => (
            <SchemeRow key={entry.scheme} entry={entry} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function SchemeRow({ entry }: { entry: LandUseScheme }) {
  return (
    <tr>
      <th scope="row">
        <strong>{inLanguage(entry.name_zh, entry.name_en)}</strong> <code class="rules-code">{entry.scheme}</code>
      </th>
      <td class="figure">{formatNumber(entry.class_count)}</td>
      <td class="figure">{entry.is_national ? "" : formatNumber(entry.asked_count)}</td>
      <td class="figure">{entry.is_national ? "" : formatNumber(entry.untranslated_count)}</td>
      <td class="rules-basis">{entry.basis}</td>
      <td>
        <span class="page-badges">
          {entry.is_national && <Badge tone="accent">{m.national()}</Badge>}
          {entry.confirmed_at ? (
            <Badge tone="success" title={m.confirmedBy(entry.confirmed_by_name ?? "", formatDate(entry.confirmed_at))}>
              {m.confirmed()}
            </Badge>
          ) : (
            <Badge tone="warning" title={m.unconfirmedWhy()}>
              {m.unconfirmed()}
            </Badge>
          )}
        </span>
      </td>
      <td class="page-actions">
        {can("rulebook:edit") && !entry.confirmed_at && (
          <Button
            kind="quiet"
            icon="check"
            onClick={() => {
              confirming.value = entry;
            }}
          >
            {m.confirm()}
          </Button>
        )}
      </td>
    </tr>
  );
}
