import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { FormFrame } from "../../app/form-frame";
import { term } from "../../app/terms";
import { parks } from "../../app/zone";
import { inLanguage } from "../../locale/language";
import { SelectField, TextField } from "../../ui/field";
import { m } from "./messages";
import { type Asked, closeAsked, context } from "./premises.state";

type Values = Record<string, string>;
/** Sends what was typed; `typed` gives an entry by its name. */
type Send = (typed: (name: string) => string) => Promise<unknown>;

interface Item {
  name: string;
  label: () => string;
  required?: boolean;
  number?: boolean;
  options?: () => { value: string; label: string }[];
}

const industries = () =>
  (context.data.value?.industries ?? []).map((item) => ({
    value: item.code,
    label: `${item.code} ${inLanguage(item.name_zh, item.name_en)}`,
  }));

const goals = ["rail", "port", "motorway", "airport", "substation", "sewage_plant"];

const forms: Record<"destination" | "link" | "member", { title: () => string; send: Send; items: Item[] }> = {
  destination: {
    title: m.addDestination,
    send: (typed) =>
      api.post("/api/destinations", {
        body: {
          kind: typed("kind"),
          name_zh: typed("name_zh"),
          name_en: typed("name_en"),
          lon: Number(typed("lon")),
          lat: Number(typed("lat")),
          source: typed("source"),
        },
      }),
    items: [
      {
        name: "kind",
        label: m.kind,
        required: true,
        options: () => goals.map((value) => ({ value, label: term("destination_kind", value) })),
      },
      { name: "name_zh", label: m.nameZh, required: true },
      { name: "name_en", label: m.nameEn },
      { name: "lon", label: m.lon, required: true, number: true },
      { name: "lat", label: m.lat, required: true, number: true },
      { name: "source", label: m.source, required: true },
    ],
  },
  link: {
    title: m.addLink,
    send: (typed) =>
      api.post("/api/chain-links", {
        body: {
          supplier_code: typed("supplier_code"),
          buyer_code: typed("buyer_code"),
          goods_zh: typed("goods_zh"),
          goods_en: typed("goods_en"),
          source: typed("source"),
        },
      }),
    items: [
      { name: "supplier_code", label: m.supplier, required: true, options: industries },
      { name: "buyer_code", label: m.buyer, required: true, options: industries },
      { name: "goods_zh", label: m.goodsZh, required: true },
      { name: "goods_en", label: m.goodsEn },
      { name: "source", label: m.source, required: true },
    ],
  },
  member: {
    title: m.addMember,
    send: (typed) =>
      api.post("/api/chain-members", {
        body: {
          park_code: typed("park_code"),
          name_zh: typed("name_zh"),
          name_en: typed("name_en"),
          industry_code: typed("industry_code"),
          makes_zh: typed("makes_zh"),
          makes_en: typed("makes_en"),
          needs_zh: typed("needs_zh"),
          needs_en: typed("needs_en"),
          consent: typed("consent"),
          source: typed("source"),
        },
      }),
    items: [
      {
        name: "park_code",
        label: m.park,
        required: true,
        options: () => parks.value.map((park) => ({ value: park.code, label: inLanguage(park.name_zh, park.name_en) })),
      },
      { name: "name_zh", label: m.nameZh, required: true },
      { name: "name_en", label: m.nameEn },
      { name: "industry_code", label: m.industry, required: true, options: industries },
      { name: "makes_zh", label: m.makesZh },
      { name: "makes_en", label: m.makesEn },
      { name: "needs_zh", label: m.needsZh },
      { name: "needs_en", label: m.needsEn },
      { name: "consent", label: m.consent, required: true },
      { name: "source", label: m.source, required: true },
    ],
  },
};

function EntryForm({ kind }: { kind: "destination" | "link" | "member" }) {
  const form = forms[kind];
  const [values, setValues] = useState<Values>({});
  const typedIn = (item: Item) => values[item.name] ?? "";
  const check = () => {
    if (form.items.some((item) => item.required && typedIn(item).trim() === "")) return m.needAll();
    const wrong = form.items.find((item) => item.number && !Number.isFinite(Number(typedIn(item))));
    return wrong ? m.needNumber(wrong.label()) : null;
  };
  return (
    <FormFrame
      title={form.title()}
      width={600}
      check={check}
      send={() => form.send((name) => (values[name] ?? "").trim())}
      onClose={closeAsked}
    >
      <div class="premises-two">
        {form.items.map((item) => {
          const onValue = (value: string) => setValues({ ...values, [item.name]: value });
          return item.options ? (
            <SelectField
              key={item.name}
              label={item.label()}
              value={typedIn(item)}
              options={item.options()}
              placeholder="—"
              onValue={onValue}
              required={item.required}
            />
          ) : (
            <TextField
              key={item.name}
              label={item.label()}
              value={typedIn(item)}
              onValue={onValue}
              required={item.required}
              maxLength={80}
              inputMode={item.number ? "decimal" : "text"}
            />
          );
        })}
      </div>
    </FormFrame>
  );
}

function EndForm({ open }: { open: Extract<Asked, { form: "end" }> }) {
  const [reason, setReason] = useState("");
  return (
    <FormFrame
      title={m.endTitle(open.name)}
      text={m.endText()}
      danger
      submit={m.end()}
      check={() => (reason.trim().length < 2 ? m.needReason() : null)}
      send={() =>
        api.delete("/api/site-context/{entry}/{entry_id}", {
          path: { entry: open.entry, entry_id: open.id },
          query: { reason: reason.trim() },
        })
      }
      onClose={closeAsked}
    >
      <TextField label={m.reason()} value={reason} onValue={setReason} required maxLength={200} />
    </FormFrame>
  );
}

function PrecisionForm() {
  const [grid, setGrid] = useState(String(context.data.value?.geometry_grid_m ?? 0));
  const [reason, setReason] = useState("");
  const number = Number(grid);
  return (
    <FormFrame
      title={m.setPrecision()}
      text={m.precisionText(grid || "0")}
      check={() => {
        if (grid.trim() === "" || !(number >= 0 && number <= 1000)) return m.needNumber(m.grid());
        return reason.trim().length < 2 ? m.needReason() : null;
      }}
      send={() => api.put("/api/public-window", { body: { geometry_grid_m: number, reason: reason.trim() } })}
      onClose={closeAsked}
    >
      <TextField label={m.grid()} unit={m.metre()} inputMode="decimal" value={grid} onValue={setGrid} required />
      <TextField label={m.reason()} value={reason} onValue={setReason} required maxLength={200} />
    </FormFrame>
  );
}

/** The forms of the chain tab. */
export function ChainForms({ open }: { open: Exclude<Asked, { form: "premises" | "photo" | "mistake" }> }) {
  if (open.form === "end") return <EndForm open={open} />;
  if (open.form === "precision") return <PrecisionForm />;
  return <EntryForm kind={open.form} />;
}
