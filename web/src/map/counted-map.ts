import OlMap from "ol/Map";
import { begin } from "../api/settled";

/**
 * The map of OpenLayers that the page's rest is counted with: it is under way from whatever makes it draw until it is drawn
 * whole, glides and tiles included, and from a click until it is known not to be half of a double click.
 */
export class CountedMap extends OlMap {
  // declared only: OpenLayers draws while its own constructor runs, before a field of ours could be set
  declare private drawn: (() => void) | undefined;
  declare private decided: (() => void) | undefined;
  /** Another drawing was asked for since the last one began. */
  declare private again: boolean;

  constructor(...given: ConstructorParameters<typeof OlMap>) {
    super(...given);
    this.on("postrender", ({ frameState }) => {
      this.again = false;
      if (!frameState) this.rest(); // no size: there is nothing to draw on
    });
    this.on("rendercomplete", () => {
      if (!this.again) this.rest();
    });
    this.on("click", () => {
      this.decided ??= begin();
    });
    this.on(["singleclick", "dblclick"], () => this.decide());
  }

  override render(): void {
    super.render();
    if (!this.getRenderer()) return;
    this.again = true;
    this.drawn ??= begin();
  }

  protected override disposeInternal(): void {
    super.disposeInternal();
    this.rest();
    this.decide();
  }

  private rest(): void {
    this.drawn?.();
    this.drawn = undefined;
  }

  private decide(): void {
    this.decided?.();
    this.decided = undefined;
  }
}
