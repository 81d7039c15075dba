import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { asOfQuery, selectedIds } from "../../app/location";
import { saveFile } from "../../app/save-file";
import { termOptions } from "../../app/terms";
import { formatNumber } from "../../locale/number";
import { Button } from "../../ui/button";
import { SelectField } from "../../ui/field";
import { toast } from "../../ui/toast";
import { ledgerQuery, rows } from "./ledger.state";
import { m } from "./messages";

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

/** Boundary files of the selected plots, or of the filtered ones where none is selected: format, system, dialect. */
export function OutlineChoices({ close }: { close: () => void }) {
  const [form, setForm] = useState("txt");
  const [crs, setCrs] = useState("");
  const [dialect, setDialect] = useState("standard");
  const [encoding, setEncoding] = useState("UTF-8");
  const [paper, setPaper] = useState("");
  const [scale, setScale] = useState("");
  const [busy, setBusy] = useState(false);
  const picked = selectedIds.value;
  const count = picked.length || (rows.answer.value?.total ?? 0);
  const isSheet = form === "sheets.pdf";
  const isDegrees = outlineFormats.find((one) => one.form === form)?.inDegrees ?? false;
  const run = async () => {
    setBusy(true);
    try {
      const which = picked.length > 0 ? { ...asOfQuery.value, ids: picked } : ledgerQuery.value;
      const how = {
        crs: isDegrees || isSheet ? "" : crs,
        paper: isSheet ? paper : "",
        scale: isSheet ? scale : "",
        dialect: form === "txt" ? dialect : "",
        encoding: form === "shp.zip" ? encoding : "",
      };
      toast(
        m.exported(
          await saveFile(isSheet ? "/api/plots/sheets.pdf" : `/api/plots/outlines.${form}`, { ...which, ...how }),
        ),
      );
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
        options={[...termOptions("reports.PlotFileFormat"), { value: "sheets.pdf", label: m.outlineSheets() }]}
        onValue={setForm}
      />
      {isSheet && <SheetFields paper={paper} onPaper={setPaper} scale={scale} onScale={setScale} />}
      {!isDegrees && !isSheet && (
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
          options={termOptions("reports.TxtDialect")}
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

interface SheetProps {
  paper: string;
  onPaper: (paper: string) => void;
  scale: string;
  onScale: (scale: string) => void;
}

/** Paper and scale of the plot sheets; left to the system, the largest scale that fits. */
function SheetFields({ paper, onPaper, scale, onScale }: SheetProps) {
  return (
    <>
      <SelectField
        label={m.sheetPaper()}
        value={paper}
        placeholder={m.sheetFits()}
        options={["A4", "A4L", "A3", "A3L"].map((value) => ({
          value,
          label: value.endsWith("L") ? m.sheetLandscape(value.slice(0, 2)) : value,
        }))}
        onValue={onPaper}
      />
      <SelectField
        label={m.sheetScale()}
        value={scale}
        placeholder={m.sheetFits()}
        options={["500", "1000", "2000", "5000"].map((value) => ({ value, label: `1:${value}` }))}
        onValue={onScale}
      />
    </>
  );
}
