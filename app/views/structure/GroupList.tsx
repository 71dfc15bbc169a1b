import { UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isWeightedNode, type NetworkSpec } from '../../../src/index.ts';
import { TableFrame } from '../../charts/download/TableFrame.tsx';
import type { WidthColumn } from '../../charts/widths/layout.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import { useLab } from '../../store/labContext.ts';
import { listCoupledParts } from './coupling.ts';
import classes from './structure.module.css';
import type { PlacedGroup } from './useGroups.ts';

interface GroupListProps {
  readonly spec: NetworkSpec;
  readonly groups: readonly PlacedGroup[];
  readonly columns: readonly WidthColumn[];
  readonly chosen: PlacedGroup | undefined;
}

/** All groups: which layers make their channels, which read them, and how many are left. */
export function GroupList({ spec, groups, columns, chosen }: GroupListProps) {
  const { t } = useTranslation('structure');
  const format = useFormat();
  const selectLayer = useLab((state) => state.selectLayer);
  const separator = t('separator');
  const widths = new Map(columns.map((column) => [column.id, column]));
  const grouped = new Set(groups.flatMap(({ layers }) => layers));
  const fixed = spec.nodes.filter(isWeightedNode).filter(({ name }) => !grouped.has(name));
  return (
    <>
      <TableFrame label={t('groups')} className={classes.scroll}>
        <table className={classes.table}>
          <thead>
            <tr>
              <th scope="col">{t('layers')}</th>
              <th scope="col">{t('place')}</th>
              <th scope="col">{t('channels')}</th>
              <th scope="col">{t('readers')}</th>
            </tr>
          </thead>
          <tbody>
            {groups.map((group) => {
              const width = widths.get(group.layer);
              const readers = listCoupledParts(group, 0).filter(({ kind }) => kind === 'reader');
              return (
                <tr key={group.layer} data-used={group === chosen || undefined}>
                  <th scope="row">
                    <UnstyledButton
                      className={classes.group!}
                      aria-pressed={group === chosen}
                      onClick={() => selectLayer(group.layer)}
                    >
                      {group.layers.join(separator)}
                    </UnstyledButton>
                  </th>
                  <td>{t(`places.${group.place}`)}</td>
                  <td>
                    {width &&
                      (width.now < width.before
                        ? t('keptOf', { kept: format.count(width.now), all: format.count(width.before) })
                        : format.count(width.now))}
                  </td>
                  <td>{[...new Set(readers.map(({ node }) => node))].join(separator)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </TableFrame>
      {fixed.length > 0 && (
        <p className={classes.fixed}>
          {t('fixed', { layers: fixed.map(({ name }) => name).join(separator) })}
        </p>
      )}
    </>
  );
}
