import { useEffect, useRef, useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/field";
import { ErrorState, LoadingState, Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { current, type Look, look, open, removeCover, saveCover, saveLook, type TextName } from "./look.state";
import { m } from "./messages";
import "./look.css";

const fields: [TextName, () => string, number][] = [
  ["headline_zh", m.headlineZh, 40],
  ["headline_en", m.headlineEn, 80],
  ["intro_zh", m.introZh, 400],
  ["intro_en", m.introEn, 800],
  ["contact_zh", m.contactZh, 60],
  ["contact_en", m.contactEn, 80],
  ["phone", m.phone, 40],
  ["email", m.email, 80],
  ["address_zh", m.addressZh, 120],
  ["address_en", m.addressEn, 160],
];

function Cover({ now }: { now: Look }) {
  const input = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const act = async (send: () => Promise<void>, done: string) => {
    setBusy(true);
    try {
      await send();
      toast(done);
    } catch (error) {
      toast(sentenceOf(error), "error");
    } finally {
      setBusy(false);
    }
  };
  const chosen = () => {
    const file = input.current?.files?.[0];
    if (file) void act(() => saveCover(file, now.version), m.coverSaved());
  };
  return (
    <section class="look-cover">
      <h3>{m.cover()}</h3>
      {now.has_cover ? (
        <img src={`/api/zone/look/cover?v=${now.version}`} alt={m.coverAlt()} />
      ) : (
        <p class="quiet">{m.noCover()}</p>
      )}
      <p class="quiet">{m.coverHint()}</p>
      <input
        ref={input}
        type="file"
        class="visually-hidden"
        aria-label={m.choose()}
        tabIndex={-1}
        accept="image/jpeg,image/png,image/webp"
        onChange={chosen}
      />
      <Button icon="upload" busy={busy} onClick={() => input.current?.click()}>
        {m.choose()}
      </Button>
      {now.has_cover && (
        <Button kind="quiet" disabled={busy} onClick={() => act(() => removeCover(now.version), m.coverRemoved())}>
          {m.remove()}
        </Button>
      )}
    </section>
  );
}

function Texts({ now }: { now: Look }) {
  const [values, setValues] = useState<Look>(now);
  const [reason, setReason] = useState("");
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const set = (name: TextName) => (value: string) => setValues({ ...values, [name]: value });
  const save = async (event: Event) => {
    event.preventDefault();
    setBusy(true);
    setRefusal(null);
    const { version, has_cover: _, ...texts } = values;
    try {
      await saveLook(texts, version, reason);
      toast(m.saved());
    } catch (error) {
      setRefusal(sentenceOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form class="look-form" onSubmit={save}>
      {refusal && <Note tone="error">{refusal}</Note>}
      <label class="look-color">
        <span class="field-label">{m.color()}</span>
        <input type="color" value={values.color} onInput={(event) => set("color")(event.currentTarget.value)} />
        <span class="look-sample" style={{ background: values.color }}>
          {values.headline_zh || m.look()}
        </span>
        <span class="quiet">{m.colorHint()}</span>
      </label>
      <div class="look-fields">
        {fields.map(([name, label, length]) => (
          <TextField key={name} label={label()} value={values[name]} maxLength={length} onValue={set(name)} />
        ))}
      </div>
      <TextField
        label={m.windowUrl()}
        hint={m.windowUrlHint()}
        value={values.window_url}
        maxLength={200}
        onValue={set("window_url")}
      />
      <TextField label={m.reason()} required value={reason} maxLength={80} onValue={setReason} />
      <Button kind="primary" type="submit" busy={busy} disabled={reason.trim() === ""}>
        {m.save()}
      </Button>
    </form>
  );
}

/** How the zone looks on what is taken home: the administrator sets it, every change is an event. */
export function LookPart() {
  useEffect(() => {
    open.value = true;
    return () => {
      open.value = false;
    };
  }, []);
  const now = current.value;
  const error = look.error.value;
  if (error !== null && !look.loading.value)
    return <ErrorState text={sentenceOf(error)} onRetry={() => look.reload()} />;
  if (now === null) return <LoadingState label={m.loading()} />;
  return (
    <div class="look-part">
      <p class="quiet">{m.intro()}</p>
      <div class="look-columns" key={now.version}>
        <Texts now={now} />
        <Cover now={now} />
      </div>
    </div>
  );
}
