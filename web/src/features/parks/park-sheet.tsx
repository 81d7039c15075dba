import { useState } from "preact/hooks";
import { sentenceOf } from "../../api/problem";
import type { Park } from "../../api/types";
import { goToBbox } from "../../app/map-actions";
import { formatDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Fact, Facts } from "../../ui/facts";
import { Note } from "../../ui/states";
import { toast } from "../../ui/toast";
import { BoundaryForm } from "./boundary-form";
import { m } from "./messages";
import { NamesFields } from "./names-fields";
import { changedNames, namesOf, type ParkDetail } from "./park-entries";
import { changePark, openCode } from "./parks.state";

/** One park: names that may be changed, and its boundary with the means to revise it. */
export function ParkSheet({ park }: { park: Park }) {
  const [editing, setEditing] = useState(false);
  const { bbox } = park;
  return (
    <div class="parks">
      <div class="parks-back">
        <Button
          kind="quiet"
          icon="chevronLeft"
          onClick={() => {
            openCode.value = null;
          }}
        >
          {m.back()}
        </Button>
        {bbox && (
          <Button kind="quiet" icon="target" onClick={() => goToBbox(bbox)}>
            {m.show()}
          </Button>
        )}
      </div>
      <header class="parks-title">
        <h3>
          {park.code} {park.name_zh}
        </h3>
        <p class="quiet">{park.name_en}</p>
      </header>
      <section class="parks-section">
        {editing ? (
          <NamesForm park={park} close={() => setEditing(false)} />
        ) : (
          <>
            <Facts>
              <Fact label={m.operatorZh()}>{park.operator_zh || "—"}</Fact>
              <Fact label={m.purposeZh()}>{park.purpose_zh || "—"}</Fact>
            </Facts>
            <Button icon="edit" onClick={() => setEditing(true)}>
              {m.editNames()}
            </Button>
          </>
        )}
      </section>
      <section class="parks-section">
        <h4>{m.boundary()}</h4>
        {park.area_planar_m2 === null ? (
          <p class="quiet">{m.noBoundary()}</p>
        ) : (
          <Facts>
            <Fact label={m.area()}>{formatArea(park.area_planar_m2)}</Fact>
            <Fact label={m.ellipsoidal()}>{formatArea(park.area_ellipsoidal_m2)}</Fact>
            <Fact label={m.since()}>{formatDate(park.boundary_valid_from)}</Fact>
            <Fact label={m.source()}>{park.boundary_source || "—"}</Fact>
          </Facts>
        )}
        <BoundaryForm park={park} />
      </section>
    </div>
  );
}

function NamesForm({ park, close }: { park: Park; close: () => void }) {
  const [before] = useState(() => namesOf(park as Partial<ParkDetail>));
  const [names, setNames] = useState(before);
  const [failure, setFailure] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const wrong = names.name_zh.trim() ? undefined : m.needName();
  const save = async (event: Event) => {
    event.preventDefault();
    const changes = changedNames(before, names);
    if (wrong) return;
    if (!changes) return close();
    setBusy(true);
    try {
      await changePark(park.code, changes);
      toast(m.saved(names.name_zh));
      close();
    } catch (error) {
      setFailure(sentenceOf(error));
      setBusy(false);
    }
  };
  return (
    <form class="form-column" onSubmit={save} noValidate>
      <NamesFields names={names} error={wrong} onNames={setNames} />
      {failure && <Note tone="error">{failure}</Note>}
      <div class="parks-buttons">
        <Button kind="primary" type="submit" busy={busy}>
          {m.save()}
        </Button>
        <Button onClick={close}>{m.cancel()}</Button>
      </div>
    </form>
  );
}
