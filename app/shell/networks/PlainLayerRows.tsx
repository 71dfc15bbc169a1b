import { ActionIcon, Button, Checkbox, NumberInput, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlainConvolution, PlainNetwork } from '../../../src/index.ts';
import { useFormat } from '../../i18n/useFormat.ts';
import type { PlainDescription } from './describePlain.ts';
import classes from './NetworkEditor.module.css';
import { PLAIN_LIMITS } from './networks.ts';

interface RowsProps {
  readonly network: PlainNetwork;
  readonly description: PlainDescription;
  readonly onChange: (values: Partial<PlainNetwork>) => void;
}

/** The convolutions with what each makes. */
export function ConvolutionRows({ network, description, onChange }: RowsProps) {
  const { t } = useTranslation('forms');
  const { convs } = network;
  const set = (index: number, values: Partial<PlainConvolution>) =>
    onChange({ convs: convs.map((conv, at) => (at === index ? { ...conv, ...values } : conv)) });
  return (
    <Rows
      title={t('editor.convolutions')}
      heads={[t('editor.filters'), t('editor.kernel'), t('editor.pool')]}
      add={t('editor.addConvolution')}
      onAdd={
        convs.length < PLAIN_LIMITS.convs[1]
          ? () => onChange({ convs: [...convs, { filters: 32, kernelSize: 3, pool: false }] })
          : undefined
      }
    >
      {convs.map(({ filters, kernelSize, pool }, index) => {
        const layer = `conv${index + 1}`;
        const wrong = problemOf(description, [`convs[${index}].`], [layer, `pool${index + 1}`]);
        return (
          <Row
            key={layer}
            layer={layer}
            description={description}
            wrong={wrong}
            onRemove={() => onChange({ convs: convs.filter((_, at) => at !== index) })}
          >
            <CountInput
              label={t('editor.filtersOf', { layer })}
              value={filters}
              limits={PLAIN_LIMITS.filters}
              step={8}
              onChange={(value) => set(index, { filters: value })}
            />
            <CountInput
              label={t('editor.kernelOf', { layer })}
              value={kernelSize}
              limits={PLAIN_LIMITS.kernelSize}
              step={2}
              onChange={(value) => set(index, { kernelSize: value })}
            />
            <Checkbox
              aria-label={t('editor.poolOf', { layer })}
              checked={pool}
              onChange={(event) => set(index, { pool: event.currentTarget.checked })}
            />
          </Row>
        );
      })}
    </Rows>
  );
}

/** The hidden dense layers, and the layer of the classes that comes by itself. */
export function DenseRows({ network, description, onChange }: RowsProps) {
  const { t } = useTranslation('forms');
  const { dense } = network;
  return (
    <Rows
      title={t('editor.dense')}
      heads={[t('editor.units')]}
      add={t('editor.addDense')}
      onAdd={dense.length < PLAIN_LIMITS.dense[1] ? () => onChange({ dense: [...dense, 64] }) : undefined}
    >
      {dense.map((units, index) => {
        const layer = `fc${index + 1}`;
        return (
          <Row
            key={layer}
            layer={layer}
            description={description}
            wrong={problemOf(description, [`dense[${index}]`], [layer])}
            onRemove={() => onChange({ dense: dense.filter((_, at) => at !== index) })}
          >
            <CountInput
              label={t('editor.unitsOf', { layer })}
              value={units}
              limits={PLAIN_LIMITS.units}
              step={16}
              onChange={(value) => onChange({ dense: dense.map((old, at) => (at === index ? value : old)) })}
            />
          </Row>
        );
      })}
      <Row layer={`fc${dense.length + 1}`} description={description} wrong={false}>
        <Text size="sm" c="dimmed">
          {t('editor.classes')}
        </Text>
      </Row>
    </Rows>
  );
}

/** True where the fault of a description lies in one of the fields or nodes. */
function problemOf(
  description: PlainDescription,
  paths: readonly string[],
  nodes: readonly string[],
): boolean {
  if (description.kind === 'built') return false;
  const { path, node } = description.error.details;
  return paths.some((start) => String(path).startsWith(start)) || nodes.includes(String(node));
}

interface RowsFrameProps {
  readonly title: string;
  readonly heads: readonly string[];
  readonly add: string;
  /** Absent where there are as many as there may be. */
  readonly onAdd: (() => void) | undefined;
  readonly children: ReactNode;
}

function Rows({ title, heads, add, onAdd, children }: RowsFrameProps) {
  const { t } = useTranslation('forms');
  return (
    <section aria-label={title}>
      <div className={classes.title}>
        <Text fw={600} size="sm">
          {title}
        </Text>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={!onAdd}
          onClick={onAdd}
        >
          {add}
        </Button>
      </div>
      <div className={classes.row} aria-hidden="true">
        <span />
        <span className={classes.fields}>
          {heads.map((head) => (
            <span key={head} className={classes.head}>
              {head}
            </span>
          ))}
        </span>
        <span className={classes.head}>{t('editor.output')}</span>
        <span className={classes.head}>{t('editor.params')}</span>
      </div>
      {children}
    </section>
  );
}

interface RowProps {
  readonly layer: string;
  readonly description: PlainDescription;
  readonly wrong: boolean;
  /** Absent for the layer of the classes. */
  readonly onRemove?: () => void;
  readonly children: ReactNode;
}

function Row({ layer, description, wrong, onRemove, children }: RowProps) {
  const { t } = useTranslation('forms');
  const format = useFormat();
  const built = description.kind === 'built' ? description.layers.get(layer) : undefined;
  return (
    <div className={classes.row} data-wrong={wrong || undefined}>
      <span className={classes.layer}>{layer}</span>
      <span className={classes.fields}>{children}</span>
      <span className={classes.size} data-label={t('editor.output')}>
        {built ? built.shape.join('×') : '–'}
      </span>
      <span className={classes.size} data-label={t('editor.params')}>
        {built ? format.compact(built.params) : '–'}
      </span>
      {onRemove && (
        <ActionIcon size="sm" aria-label={t('editor.remove', { layer })} onClick={onRemove}>
          <IconX size={15} />
        </ActionIcon>
      )}
    </div>
  );
}

interface CountInputProps {
  readonly label: string;
  readonly value: number;
  readonly limits: readonly [number, number];
  readonly step: number;
  readonly onChange: (value: number) => void;
}

/** A whole number; an empty field is passed on as one that no network has, so that the sentence says what is missing. */
function CountInput({ label, value, limits: [min, max], step, onChange }: CountInputProps) {
  return (
    <NumberInput
      size="sm"
      aria-label={label}
      min={min}
      max={max}
      step={step}
      allowDecimal={false}
      clampBehavior="none"
      value={value}
      onChange={(next) => onChange(typeof next === 'number' ? next : 0)}
    />
  );
}
