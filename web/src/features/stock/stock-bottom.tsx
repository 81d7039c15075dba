import { exportList } from "../../app/export-list";
import { layout, setLayout } from "../../app/layout";
import { asOfQuery, setExtra } from "../../app/location";
import { messages } from "../../locale/language";
import { IconButton } from "../../ui/button";
import { ExportMenu } from "../../ui/export-menu";
import { Tabs } from "../../ui/tabs";
import { ApprovalsList } from "./approvals-list";
import { DefinitionsList } from "./definitions-list";
import { m } from "./messages";
import { MonthsPart } from "./months-part";
import { PatchList } from "./patch-list";
import { filter, listQuery, type View, view } from "./stock.state";

const t = messages({
  enlarge: ["放大面板", "Enlarge"],
  shrink: ["还原面板", "Restore"],
  fold: ["收起面板", "Fold away"],
});

/** Under the map: patches, months, approvals, definitions. */
export function StockBottom() {
  const current = view.value;
  const { bottomFull } = layout.value;
  return (
    <div class="stock-bottom">
      <Tabs
        label={m.views()}
        current={current}
        onChange={(id) => setExtra("stock_view", id === "patches" ? null : id)}
        tabs={(["patches", "months", "approvals", "definitions"] as View[]).map((id) => ({ id, label: m[id]() }))}
        end={
          <span class="stock-bottom-end">
            <Export />
            <IconButton
              icon={bottomFull ? "collapse" : "expand"}
              label={bottomFull ? t.shrink() : t.enlarge()}
              onClick={() => setLayout({ bottomFull: !bottomFull })}
            />
            <IconButton icon="close" label={t.fold()} onClick={() => setLayout({ bottom: false, bottomFull: false })} />
          </span>
        }
      >
        {current === "patches" && <PatchList />}
        {current === "months" && <MonthsPart />}
        {current === "approvals" && <ApprovalsList />}
        {current === "definitions" && <DefinitionsList />}
      </Tabs>
    </div>
  );
}

function Export() {
  return (
    <ExportMenu
      label={m.export()}
      items={[
        { label: m.exportXlsx(), icon: "table", onSelect: () => exportList("/api/stock/export.xlsx", listQuery.value) },
        {
          label: m.exportGpkg(),
          icon: "download",
          onSelect: () => exportList("/api/stock/export.gpkg", listQuery.value),
        },
        {
          label: m.exportMonths(),
          icon: "calendar",
          onSelect: () => exportList("/api/stock/months/export.xlsx", { ...asOfQuery.value, park: filter.value.park }),
        },
      ]}
    />
  );
}
