import { describe, expect, it } from "vitest";
import { readColumns, usualColumns } from "./column-keys";
import { idsBetween } from "./picking";
import { readViews } from "./saved-views";

describe("columns of the address", () => {
  it("keeps the usual ones where none or only unknown ones are named", () => {
    expect(readColumns(undefined)).toEqual(usualColumns);
    expect(readColumns("colour,taste")).toEqual(usualColumns);
  });

  it("always shows the plot number, in the table's own order", () => {
    expect(readColumns("area,park,colour")).toEqual(["plot_no", "park", "area"]);
  });
});

describe("picking rows", () => {
  const idAt = (index: number) => (index === 3 ? undefined : index + 100);

  it("takes all rows between, beginning with the one clicked first", () => {
    expect(idsBetween(1, 4, idAt)).toEqual([101, 102, 104]);
    expect(idsBetween(2, 0, idAt)).toEqual([102, 101, 100]);
  });
});

describe("saved views", () => {
  it("forgets what cannot be read", () => {
    expect(readViews(null)).toEqual([]);
    expect(readViews("{broken")).toEqual([]);
    expect(readViews('[{"name":3},{"no":"name"}]')).toEqual([]);
  });

  it("fills in filters that a view of an earlier version does not know", () => {
    const [view] = readViews('[{"name":"闲置","filters":{"stage":["idle_suspected"]}}]');
    expect(view).toMatchObject({ name: "闲置", sort: "plot_no", columns: usualColumns });
    expect(view?.filters).toMatchObject({ stage: ["idle_suspected"], park: [], area_min: null, in_view: false });
  });
});
