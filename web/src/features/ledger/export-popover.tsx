import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { asOfQuery, selectedIds } from "../../app/location";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { toast } from "../../ui/toast";
import { ledgerQuery, rows } from "./ledger.state";
import { m } from "./messages";
import { OutlineChoices } from "./outline-choices";

const formats = [
  { extension: "xlsx", label: "Excel" },
  { extension: "gpkg", label: "GeoPackage" },
  { extension: "csv", label: "CSV" },
] as const;

type Extension = (typeof formats)[number]["extension"];

/** Two things that are easily mixed up, under two names: the filtered rows, and the selected ones. */
export function ExportPopover() {
  if (!can("plot:export")) return null;
  return (
    <Popover
      label={m.export()}
      width={320}
      trigger={
        <>
          <Icon name="download" />
          <span class="not-phone">{m.export()}</span>
        </>
      }
    >
      {(close) => <Choices close={close} />}
    </Popover>
  );
}

function Choices({ close }: { close: () => void }) {
  const [busy, setBusy] = useState<string | null>(null);
  const picked = selectedIds.value;
  const run = async (what: "filtered" | "selected", extension: Extension) => {
    setBusy(`${what}.${extension}`);
    try {
      const query = what === "filtered" ? ledgerQuery.value : { ...asOfQuery.value, ids: picked };
      toast(m.exported(await saveFile(`/api/plots/export.${extension}`, query)));
      close();
    } catch (error) {
      toast(sentenceOf(error), "error");
    } finally {
      setBusy(null);
    }
  };
  const group = (what: "filtered" | "selected", title: string, count: number) => (
    <fieldset class="export-group" disabled={count === 0 || busy !== null}>
      <legend>
        {title} <span class="figure">{m.rows(formatNumber(count))}</span>
      </legend>
      {formats.map(({ extension, label }) => (
        <Button key={extension} busy={busy === `${what}.${extension}`} onClick={() => run(what, extension)}>
          {label}
        </Button>
      ))}
    </fieldset>
  );
  return (
    <div class="form-column">
      {group("filtered", m.exportFiltered(), rows.answer.value?.total ?? 0)}
      {group("selected", m.exportSelected(), picked.length)}
      {picked.length === 0 && <p class="popover-hint">{m.exportNone()}</p>}
      <OutlineChoices close={close} />
    </div>
  );
}
