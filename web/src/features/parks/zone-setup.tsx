import { useState } from "preact/hooks";
import { api } from "../../api/client";
import { sentenceOf } from "../../api/problem";
import { openDesk } from "../../app/location";
import { can, signOut } from "../../app/session";
import { loadZone, zoneMissing } from "../../app/zone";
import { Button } from "../../ui/button";
import { SelectField, TextField } from "../../ui/field";
import { Note } from "../../ui/states";
import { m } from "./messages";
import "./parks.css";

/** CGCS2000 / 3-degree Gauss–Krüger without zone number: EPSG 4534 is zone 25, and so on to zone 45. */
const systems = Array.from({ length: 21 }, (_, index) => {
  const zone = 25 + index;
  return { value: String(4534 + index), label: `EPSG:${4534 + index} · CGCS2000 3°/${zone} · ${zone * 3}°E` };
});

/** The first screen of an installation on a database of its own: name the zone, then add its parks. */
export function ZoneSetup() {
  return (
    <main class="zone-setup">
      <div class="zone-setup-card">
        <h1>{m.setupTitle()}</h1>
        {can("park:manage") ? <SetupForm /> : <Others />}
        <Button kind="quiet" icon="signOut" onClick={() => signOut()}>
          {m.signOut()}
        </Button>
      </div>
    </main>
  );
}

function Others() {
  return (
    <>
      <p>{m.setupOthers()}</p>
      <Button icon="refresh" onClick={() => loadZone().catch(() => {})}>
        {m.retry()}
      </Button>
    </>
  );
}

function SetupForm() {
  const [entries, setEntries] = useState({ code: "411671", name_zh: "", name_en: "", planar_epsg: "4547" });
  const [wrong, setWrong] = useState<string | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const set = (change: Partial<typeof entries>) => setEntries({ ...entries, ...change });
  const save = async (event: Event) => {
    event.preventDefault();
    setWrong(entries.name_zh.trim() ? null : m.needName());
    if (!entries.name_zh.trim()) return;
    setBusy(true);
    setFailure(null);
    try {
      await api.post("/api/zone", { body: { ...entries, planar_epsg: Number(entries.planar_epsg) } });
      await loadZone();
      if (zoneMissing.value) setFailure(m.zoneMismatch());
      else openDesk("parks");
    } catch (error) {
      setFailure(sentenceOf(error));
    }
    setBusy(false);
  };
  return (
    <form class="form-column" onSubmit={save} noValidate>
      <p>{m.setupText()}</p>
      <TextField
        label={m.nameZh()}
        value={entries.name_zh}
        onValue={(name_zh) => set({ name_zh })}
        error={wrong}
        maxLength={100}
        required
      />
      <TextField label={m.nameEn()} value={entries.name_en} onValue={(name_en) => set({ name_en })} maxLength={100} />
      <TextField
        label={m.zoneCode()}
        hint={m.zoneCodeHint()}
        value={entries.code}
        onValue={(code) => set({ code: code.trim() })}
        maxLength={20}
        required
      />
      <SelectField
        label={m.planar()}
        hint={m.planarHint()}
        value={entries.planar_epsg}
        options={systems}
        onValue={(planar_epsg) => set({ planar_epsg })}
      />
      {failure && <Note tone="error">{failure}</Note>}
      <Button kind="primary" type="submit" busy={busy}>
        {m.setup()}
      </Button>
    </form>
  );
}
