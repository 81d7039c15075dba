import { useState } from "preact/hooks";
import { Icon } from "../ui/icon";
import { limitsOf } from "./address";
import { NumberBlank } from "./blanks";
import { FurtherLimits } from "./further-limits";
import { m } from "./messages";
import { Pick } from "./pick";
import { clearWish, found, plan, setWish, wish } from "./state";
import { choiceLabel, utilityOrder, utilityWord } from "./words";

function SizePicks() {
  const { areaMinMu, areaMaxMu } = wish.value;
  return (
    <div class="picks" role="group" aria-label={m.size()}>
      {(found.data.value?.facets.area_band ?? []).map((band) => {
        const limits = { areaMinMu: band.from_mu, areaMaxMu: band.to_mu };
        const on = limits.areaMinMu === areaMinMu && limits.areaMaxMu === areaMaxMu;
        const toggle = () => setWish(on ? { areaMinMu: null, areaMaxMu: null } : limits);
        return <Pick key={band.value} label={choiceLabel(band)} count={band.count} on={on} onToggle={toggle} />;
      })}
    </div>
  );
}

function UtilityPicks() {
  const counts = new Map((found.data.value?.facets.utility ?? []).map((choice) => [choice.value, choice.count]));
  const { utilities } = wish.value;
  return (
    <div class="picks" role="group" aria-label={m.mustHave()}>
      {utilityOrder.map((utility) => {
        const on = utilities.includes(utility);
        const next = on ? utilities.filter((other) => other !== utility) : [...utilities, utility];
        return (
          <Pick
            key={utility}
            label={utilityWord(utility)}
            count={counts.get(utility)}
            on={on}
            onToggle={() => setWish({ utilities: next })}
          />
        );
      })}
    </div>
  );
}

const inSentence: readonly string[] = ["industry", "area", "park", "delivery"];

/** Size at a glance; price, utilities and status behind one button. */
export function MoreWishes() {
  const { priceMaxWanPerMu, supply } = wish.value;
  const further = limitsOf(wish.value).filter((limit) => !inSentence.includes(limit)).length;
  const [open, setOpen] = useState(further > 0 && plan.value === null);
  return (
    <div class="more-wishes">
      <div class="more-wishes-line">
        <SizePicks />
        <button type="button" class="pick pick-more" aria-expanded={open} onClick={() => setOpen(!open)}>
          <Icon name="filter" size={14} />
          {further ? m.moreOn(further) : m.more()}
          <Icon name={open ? "chevronUp" : "chevronDown"} size={14} />
        </button>
        {limitsOf(wish.value).length > 0 && (
          <button type="button" class="pick pick-clear" onClick={clearWish}>
            <Icon name="close" size={14} />
            {m.clear()}
          </button>
        )}
      </div>
      {open && (
        <div class="more-wishes-open">
          <div class="more-wish">
            <span class="more-wish-name">{m.mustHave()}</span>
            <UtilityPicks />
          </div>
          <div class="more-wish">
            <span class="more-wish-name">{m.price()}</span>
            <span class="more-wish-price">
              <NumberBlank
                label={m.price()}
                value={priceMaxWanPerMu}
                placeholder={m.any()}
                onValue={(value) => setWish({ priceMaxWanPerMu: value })}
              />{" "}
              {m.priceUnit()}
            </span>
          </div>
          <div class="more-wish">
            <span class="more-wish-name">{m.status()}</span>
            <div class="picks" role="group" aria-label={m.status()}>
              {(found.data.value?.facets.supply ?? []).map((choice) => (
                <Pick
                  key={choice.value}
                  label={choiceLabel(choice)}
                  count={choice.count}
                  on={supply === choice.value}
                  onToggle={() => setWish({ supply: supply === choice.value ? "" : choice.value })}
                />
              ))}
            </div>
          </div>
          <FurtherLimits />
        </div>
      )}
    </div>
  );
}
