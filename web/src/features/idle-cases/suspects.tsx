import { term } from "../../app/terms";
import { formatDate } from "../../locale/date";
import { formatArea } from "../../locale/units";
import { Button } from "../../ui/button";
import { Badge } from "../../ui/chips";
import { asked, mayEdit, suspects } from "./cases.state";
import { m } from "./messages";

/** What the scan found and nobody has made a case of; a clue is one press away. */
export function Suspects() {
  const found = suspects.data.value;
  if (!found?.length) return null;
  return (
    <details class="page-card cases-suspects">
      <summary>{m.suspects(found.length)}</summary>
      <p class="quiet">{m.suspectsNote()}</p>
      <div class="page-scroll">
        <table class="page-table">
          <thead>
            <tr>
              <th scope="col">{m.plotNo()}</th>
              <th scope="col">{m.contractNo()}</th>
              <th scope="col">{m.holder()}</th>
              <th scope="col">{m.ground()}</th>
              <th scope="col">{m.since()}</th>
              <th scope="col">{m.latestOn()}</th>
              <th scope="col" />
            </tr>
          </thead>
          <tbody>
            {found.map((row) => (
              <tr key={`${row.contract_id}-${row.ground}`}>
                <td>
                  {row.plot_no} <span class="quiet">{row.area_m2 === null ? "" : formatArea(row.area_m2)}</span>
                </td>
                <td>{row.contract_no}</td>
                <td>{row.party_name_zh}</td>
                <td>
                  {term("idle.IdleGround", row.ground)} {row.is_proposal && <Badge>{m.proposal()}</Badge>}
                  {row.dismissed_case_no && <div class="quiet">{m.dismissedBefore(row.dismissed_case_no)}</div>}
                </td>
                <td>{formatDate(row.since)}</td>
                <td>{formatDate(row.latest_on)}</td>
                <td class="page-actions">
                  {mayEdit.value && (
                    <Button
                      onClick={() => {
                        asked.value = { kind: "open", land: { ...row, source: "scan" } };
                      }}
                    >
                      {m.openClue()}
                    </Button>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
