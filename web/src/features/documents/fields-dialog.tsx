import { saveFile } from "../../app/save-file";
import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { inLanguage } from "../../locale/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { dialog, type TemplateField, type TemplateItem } from "./documents.state";
import { m } from "./messages";

/** What a template may print, and the versions a zone has used. */
export function FieldsDialog({ item }: { item: TemplateItem }) {
  return (
    <Dialog
      title={m.fieldsTitle(inLanguage(item.title_zh, item.title_en))}
      width={760}
      text
      onClose={() => {
        dialog.value = null;
      }}
    >
      <Versions item={item} />
      <table class="page-table documents-fields">
        <thead>
          <tr>
            <th scope="col">{m.placeholder()}</th>
            <th scope="col">{m.type()}</th>
            <th scope="col">{m.required()}</th>
            <th scope="col">{m.forms()}</th>
          </tr>
        </thead>
        <tbody>
          {item.fields.flatMap((field) => [
            <FieldRow key={field.name} field={field} prefix="" />,
            ...field.columns.map((column) => (
              <FieldRow key={`${field.name}.${column.name}`} field={column} prefix="行." />
            )),
          ])}
        </tbody>
      </table>
    </Dialog>
  );
}

function FieldRow({ field, prefix }: { field: TemplateField; prefix: string }) {
  const spelled = `${prefix}${field.label_zh}`;
  return (
    <tr class={prefix ? "documents-column" : undefined}>
      <th scope="row">
        <code>{`{{ ${spelled} }}`}</code>
      </th>
      <td>{term("documents.FieldType", field.type)}</td>
      <td>{field.required ? "✓" : ""}</td>
      <td class="quiet">
        {field.columns.length > 0
          ? m.rowsHint(field.label_zh)
          : field.forms.map((form) => `{{ ${spelled}.${form} }}`).join("　")}
      </td>
    </tr>
  );
}

function Versions({ item }: { item: TemplateItem }) {
  if (item.versions.length === 0) return <p class="quiet">{m.noVersions()}</p>;
  return (
    <section class="documents-versions" aria-label={m.versions()}>
      <h3>{m.versions()}</h3>
      <ul>
        {item.versions.map((version) => (
          <li key={`${version.version_no}-${version.since}`}>
            <strong>{m.versionTitle(version.version_no)}</strong>
            <span>
              {version.is_known
                ? m.fromTo(formatDate(version.since), version.until ? formatDate(version.until) : null)
                : "—"}
            </span>
            <span class="quiet">
              {[version.note, version.uploaded_by_name, `SHA-256 ${version.sha256.slice(0, 12)}…`]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <Button
              icon="download"
              onClick={() =>
                saveFile(`/api/document-templates/${item.kind}/template.docx`, { version: version.version_no })
              }
            >
              {m.download()}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
