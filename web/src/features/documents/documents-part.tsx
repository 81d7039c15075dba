import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { noteDataChange } from "../../app/changes";
import { IssuedPaper } from "../../app/issued-paper";
import { parkName, parks } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { Dialog } from "../../ui/dialog";
import { SelectField, TextField } from "../../ui/field";
import { EmptyState, ErrorState, LoadingState, Note } from "../../ui/states";
import { documents, filterDocuments, listFilter, opened, openedId, recogniseFile, shownCount } from "./documents.state";
import { kindOptions } from "./kinds";
import { m } from "./messages";
import "./documents.css";

/** 文书台账: everything that was issued, newest first, and whether a file in hand is one of them. */
export function DocumentsPart() {
  const page = documents.data.value;
  const error = documents.error.value;
  const open = opened.value;
  return (
    <div class="documents-part">
      <p class="quiet">{m.registerText()}</p>
      <Tools total={page?.total ?? null} />
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={documents.reload} />}
      {!page && error === null && <LoadingState />}
      {page?.items.length === 0 && (
        <EmptyState icon="document" title={m.none()}>
          {m.noneText()}
        </EmptyState>
      )}
      {page && page.items.length > 0 && <DocumentTable />}
      {page && page.items.length < page.total && (
        <Button
          busy={documents.loading.value}
          onClick={() => {
            shownCount.value += 100;
          }}
        >
          {m.more()}
        </Button>
      )}
      {open && (
        <Dialog
          title={open.document_no}
          width={720}
          onClose={() => {
            openedId.value = null;
          }}
        >
          <ul class="papers">
            <IssuedPaper paper={open} onChange={noteDataChange} />
          </ul>
        </Dialog>
      )}
    </div>
  );
}

function Tools({ total }: { total: number | null }) {
  const { kind, park, q } = listFilter.value;
  const input = useRef<HTMLInputElement>(null);
  const told = useSignal<{ tone: "success" | "error"; text: string } | null>(null);
  const busy = useSignal(false);

  async function recognise(file: File | undefined) {
    if (!file) return;
    busy.value = true;
    try {
      const found = await recogniseFile(file);
      told.value = found
        ? { tone: "success", text: m.recognised(found.document_no) }
        : { tone: "error", text: m.foreign() };
    } catch (error) {
      told.value = { tone: "error", text: sentenceOf(error) };
    }
    busy.value = false;
    if (input.current) input.current.value = "";
  }

  return (
    <>
      <div class="page-tools documents-tools">
        <TextField label={m.search()} value={q} onValue={(value) => filterDocuments({ q: value })} />
        <SelectField
          label={m.kind()}
          value={kind}
          placeholder={m.every()}
          options={kindOptions()}
          onValue={(value) => filterDocuments({ kind: value })}
        />
        <SelectField
          label={m.park()}
          value={park}
          placeholder={m.everyPark()}
          options={parks.value.map(({ code }) => ({ value: code, label: `${code} ${parkName(code)}` }))}
          onValue={(value) => filterDocuments({ park: value })}
        />
        <Button icon="check" busy={busy.value} onClick={() => input.current?.click()}>
          {m.recognise()}
        </Button>
        <input
          ref={input}
          class="documents-file"
          type="file"
          accept=".docx,.pdf"
          tabIndex={-1}
          aria-label={m.recognise()}
          onChange={(event) => recognise(event.currentTarget.files?.[0])}
        />
        {total !== null && <span class="quiet documents-total">{m.total(total)}</span>}
      </div>
      {told.value && <Note tone={told.value.tone}>{told.value.text}</Note>}
    </>
  );
}

function DocumentTable() {
  const titles = [m.no(), m.kind(), m.park(), m.issued(), m.state(), m.actions()];
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
          {documents.data.value?.items.map((paper) => (
            <tr key={paper.id}>
              <th scope="row">{paper.document_no}</th>
              <td>{inLanguage(paper.title_zh, paper.title_en)}</td>
              <td>{paper.park_code ? `${paper.park_code} ${parkName(paper.park_code)}` : "—"}</td>
              <td>
                {formatDate(paper.issued_on)} <span class="quiet">{paper.issued_by_name}</span>
              </td>
              <td>
                <Badge tone={paper.revoked_on ? "danger" : "success"}>
                  {paper.revoked_on ? m.revoked() : m.live()}
                </Badge>
              </td>
              <td class="page-actions">
                <Button
                  icon="document"
                  onClick={() => {
                    openedId.value = paper.id;
                  }}
                >
                  {m.open()}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
