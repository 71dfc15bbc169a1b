import { useLayoutEffect, useRef, useState } from 'react';
import { type Anchor, arcPath, type Skip } from './layout.ts';
import classes from './NetworkMap.module.css';

interface SkipArcsProps {
  readonly skips: readonly Skip[];
  /** Height of the strip above the layers. */
  readonly strip: number;
}

interface Measured {
  readonly anchors: ReadonlyMap<string, Anchor>;
  readonly width: number;
  readonly height: number;
}

const NOTHING: Measured = { anchors: new Map(), width: 0, height: 0 };

/** Where the nodes stand on the map; its own drawing is no part of its size. */
function measure(map: HTMLElement): Measured {
  const nodes = [...map.querySelectorAll<HTMLElement>('[data-node]')];
  return {
    anchors: new Map(
      nodes.map((node) => [
        node.dataset.node!,
        { x: node.offsetLeft + node.offsetWidth / 2, y: node.offsetTop + 3 },
      ]),
    ),
    width: Math.max(0, ...nodes.map((node) => node.offsetLeft + node.offsetWidth)),
    height: Math.max(0, ...nodes.map((node) => node.offsetTop + node.offsetHeight)),
  };
}

/**
 * What each node reads that does not stand right before it, as thin arcs above the layers and behind their blocks.
 *
 * Stands inside the map, and finds its nodes by their `data-node`.
 */
export function SkipArcs({ skips, strip }: SkipArcsProps) {
  const svgRef = useRef<SVGSVGElement>(null);
  const [{ anchors, width, height }, setMeasured] = useState(NOTHING);
  useLayoutEffect(() => {
    const map = svgRef.current?.parentElement;
    if (!map) return;
    const update = () => setMeasured(measure(map));
    update();
    const observer = new ResizeObserver(update);
    for (const child of map.querySelectorAll('[data-node]')) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <svg ref={svgRef} className={classes.arcs} width={width} height={height} aria-hidden="true">
      {skips.map((skip) => {
        const from = anchors.get(skip.from);
        const to = anchors.get(skip.to);
        if (!from || !to || Math.abs(from.x - to.x) < 2) return null;
        return (
          <g key={`${skip.from} ${skip.to}`}>
            <path d={arcPath(skip, from, to, strip)} />
            <circle cx={to.x} cy={to.y} r={2.5} />
          </g>
        );
      })}
    </svg>
  );
}
