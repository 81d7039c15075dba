import { sentenceOf } from "../../api/problem";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { isHistory } from "../../app/zone";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { ErrorState, LoadingState } from "../../ui/states";
import { toast } from "../../ui/toast";
import { BackForm } from "./back-form";
import { dialog, type TemplateItem, templates } from "./documents.state";
import { FieldsDialog } from "./fields-dialog";
import { IssuerCard } from "./issuer-card";
import { IssuerForm } from "./issuer-form";
import { m } from "./messages";
import { UploadForm } from "./upload-form";
import "./documents.css";

/** 文书模板: what each kind of document is made from, and the office in whose name it is issued. */
export function TemplatesPart() {
  const list = templates.data.value;
  const error = templates.error.value;
  const open = dialog.value;
  return (
    <div class="documents-part">
      <IssuerCard />
      <p class="quiet">{m.intro()}</p>
      {error !== null && <ErrorState text={sentenceOf(error)} onRetry={templates.reload} />}
      {!list && error === null && <LoadingState />}
      {list && <TemplateTable list={list} />}
      {open?.kind === "upload" && <UploadForm item={open.item} />}
      {open?.kind === "fields" && <FieldsDialog item={open.item} />}
      {open?.kind === "back" && <BackForm item={open.item} />}
      {open?.kind === "issuer" && <IssuerForm />}
    </div>
  );
}

function TemplateTable({ list }: { list: TemplateItem[] }) {
  const titles = [m.kind(), m.numbering(), m.inUse(), m.actions()];
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
          {list.map((item) => (
            <TemplateRow key={item.kind} item={item} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

async function save(path: string): Promise<void> {
  try {
    await saveFile(path);
  } catch (error) {
    toast(sentenceOf(error), "error");
  }
}

function TemplateRow({ item }: { item: TemplateItem }) {
  const { current, kind } = item;
  const edits = can("document_template:edit") && !isHistory.value;
  const show = (what: "upload" | "fields" | "back") => () => {
    dialog.value = { kind: what, item };
  };
  return (
    <tr>
      <th scope="row">{inLanguage(item.title_zh, item.title_en)}</th>
      <td class="quiet">
        {item.numbering_zh.replace("{office}", "…").replace("{year}", "年").replace("{sequence}", "×")}
      </td>
      <td>
        <span class="page-badges">
          <Badge tone={current ? "accent" : "neutral"}>{current ? m.own(current.version_no) : m.shipped()}</Badge>
          {item.unconfirmed.length > 0 && (
            <Badge tone="warning" title={item.unconfirmed.join("\n")}>
              {m.unconfirmed(item.unconfirmed.length)}
            </Badge>
          )}
        </span>
        {current && (
          <span class="quiet documents-since">{m.since(formatDate(current.since), current.uploaded_by_name)}</span>
        )}
      </td>
      <td class="page-actions">
        <Button icon="download" onClick={() => save(`/api/document-templates/${kind}/template.docx`)}>
          {m.download()}
        </Button>
        <Button icon="eye" onClick={() => save(`/api/document-templates/${kind}/trial.pdf`)}>
          {m.trial()}
        </Button>
        <Button icon="table" onClick={show("fields")}>
          {m.fields()}
        </Button>
        {edits && (
          <Button icon="upload" onClick={show("upload")}>
            {m.upload()}
          </Button>
        )}
        {edits && current && (
          <Button kind="quiet" icon="back" onClick={show("back")}>
            {m.backToShipped()}
          </Button>
        )}
      </td>
    </tr>
  );
}
