import { termOptions } from "../../app/terms";
import { Button, IconButton } from "../../ui/button";
import { Select, TextField } from "../../ui/field";
import { f } from "./form-messages";
import { isScored, type RuleEntries, weightSum } from "./listing-entries";

interface Props {
  rule: RuleEntries;
  onRule: (rule: RuleEntries) => void;
  wrong: boolean;
}

/** The comparisons in their order, and the weights where a score is among them. */
export function RankingFields({ rule, onRule, wrong }: Props) {
  const { steps, weights } = rule;
  const setStep = (at: number, change: Partial<(typeof steps)[number]>) =>
    onRule({ ...rule, steps: steps.map((step, index) => (index === at ? { ...step, ...change } : step)) });
  const setWeight = (at: number, change: Partial<(typeof weights)[number]>) =>
    onRule({ ...rule, weights: weights.map((one, index) => (index === at ? { ...one, ...change } : one)) });
  const sum = weightSum(rule);
  return (
    <fieldset class="supply-fields">
      <legend>{f.rule()}</legend>
      <p class="quiet is-wide">{f.ruleHint()}</p>
      {steps.map((step, at) => (
        <div class="supply-rule-row" key={at}>
          <span class="figure">{at + 1}.</span>
          <Select
            label={f.byWhat()}
            value={step.key}
            options={termOptions("supply.RankingKey")}
            onValue={(key) => setStep(at, { key })}
          />
          {step.key === "indicator" ? (
            <Select
              label={f.indicator()}
              value={step.indicator}
              placeholder={f.choose()}
              options={termOptions("supply.Indicator")}
              onValue={(indicator) => setStep(at, { indicator })}
            />
          ) : (
            <span />
          )}
          <IconButton
            icon="trash"
            label={f.removeRow()}
            disabled={steps.length === 1}
            onClick={() => onRule({ ...rule, steps: steps.filter((_, index) => index !== at) })}
          />
        </div>
      ))}
      <Button
        kind="quiet"
        icon="plus"
        onClick={() => onRule({ ...rule, steps: [...steps, { key: "received", indicator: "" }] })}
      >
        {f.addStep()}
      </Button>
      {isScored(rule) && (
        <>
          <p class={`is-wide ${wrong && sum !== 100 ? "field-error" : "quiet"}`}>
            {f.weights()} · {f.weightSum(sum)}
          </p>
          {weights.map((one, at) => (
            <div class="supply-rule-row" key={at}>
              <span />
              <Select
                label={f.indicator()}
                value={one.indicator}
                placeholder={f.choose()}
                options={termOptions("supply.Indicator")}
                onValue={(indicator) => setWeight(at, { indicator })}
              />
              <TextField
                label={f.weight()}
                value={one.points}
                inputMode="decimal"
                onValue={(points) => setWeight(at, { points })}
              />
              <IconButton
                icon="trash"
                label={f.removeRow()}
                onClick={() => onRule({ ...rule, weights: weights.filter((_, index) => index !== at) })}
              />
            </div>
          ))}
          <Button
            kind="quiet"
            icon="plus"
            onClick={() => onRule({ ...rule, weights: [...weights, { indicator: "", points: "" }] })}
          >
            {f.addWeight()}
          </Button>
        </>
      )}
    </fieldset>
  );
}
