import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { asOfQuery, selectedIds } from "../../app/location";
import { saveFile } from "../../app/save-file";
import { can } from "../../app/session";
import { termOptions } from "../../app/terms";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { Icon } from "../../ui/icon";
import { Popover } from "../../ui/popover";
import { toast } from "../../ui/toast";
import { ledgerQuery, rows } from "./ledger.state";
import { m } from "./messages";

const formats = [
  { extension: "xlsx", label: "Excel" },
  { extension: "gpkg", label: "GeoPackage" },
  { extension: "csv", label: "CSV" },
] as const;

type Extension = (typeof formats)[number]["extension"];

/** Files of the outlines; those in degrees only take no other system. */
const outlineFormats = [
  { form: "txt", inDegrees: false },
  { form: "dxf", inDegrees: false },
  { form: "shp.zip", inDegrees: false },
  { form: "gpkg", inDegrees: false },
  { form: "geojson", inDegrees: true },
  { form: "kml", inDegrees: true },
  { form: "xlsx", inDegrees: false },
] as const;

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

/** Boundary files of the selected plots, or of the filtered ones where none is selected: format, system, dialect. */
function OutlineChoices({ close }: { close: () => void }) {
  const [form, setForm] = useState("txt");
  const [crs, setCrs] = useState("");
  const [dialect, setDialect] = useState("standard");
  const [encoding, setEncoding] = useState("UTF-8");
  const [busy, setBusy] = useState(false);
  const picked = selectedIds.value;
  const count = picked.length || (rows.answer.value?.total ?? 0);
  const isDegrees = outlineFormats.find((one) => one.form === form)?.inDegrees ?? false;
  const run = async () => {
    setBusy(true);
    try {
      const which = picked.length > 0 ? { ...asOfQuery.value, ids: picked } : ledgerQuery.value;
      const how = {
        crs: isDegrees ? "" : crs,
        dialect: form === "txt" ? dialect : "",
        encoding: form === "shp.zip" ? encoding : "",
      };
      toast(m.exported(await saveFile(`/api/plots/outlines.${form}`, { ...which, ...how })));
      close();
    } catch (error) {
      toast(sentenceOf(error), "error");
      setBusy(false);
    }
  };
  return (
    <fieldset class="export-outlines" disabled={count === 0 || busy}>
      <legend>
        {picked.length > 0 ? m.outlinesSelected() : m.outlinesFiltered()}{" "}
        <span class="figure">{m.rows(formatNumber(count))}</span>
      </legend>
      <SelectField
        label={m.outlineForm()}
        value={form}
        options={termOptions("dossier.PlotFileFormat")}
        onValue={setForm}
      />
      {!isDegrees && (
        <SelectField
          label={m.outlineCrs()}
          value={crs}
          placeholder={m.outlineCrsPark()}
          options={outlineSystems(form).map(({ epsg, label }) => ({ value: String(epsg), label }))}
          onValue={setCrs}
        />
      )}
      {form === "txt" && (
        <SelectField
          label={m.outlineDialect()}
          value={dialect}
          options={termOptions("dossier.TxtDialect")}
          onValue={setDialect}
        />
      )}
      {form === "shp.zip" && (
        <SelectField
          label={m.outlineEncoding()}
          value={encoding}
          options={["UTF-8", "GB18030"].map((value) => ({ value, label: value }))}
          onValue={setEncoding}
        />
      )}
      <Button kind="primary" icon="download" busy={busy} onClick={run}>
        {m.outlineSave()}
      </Button>
    </fieldset>
  );
}

/** The systems a format can be in: plane ones for the zones around, degrees where the format takes them. */
function outlineSystems(form: string): { epsg: number; label: string }[] {
  const planes = [38, 39, 37].flatMap((number) => [
    { epsg: 4513 + number - 25, label: m.outlinePrefixed(number) },
    ...(form === "txt" ? [] : [{ epsg: 4534 + number - 25, label: m.outlinePlain(number) }]),
  ]);
  return form === "txt" || form === "dxf" ? planes : [{ epsg: 4490, label: m.outlineDegrees() }, ...planes];
}
