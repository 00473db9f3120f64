import ArrowDown from 'lucide-react/icons/arrow-down'
import ArrowUp from 'lucide-react/icons/arrow-up'
import Check from 'lucide-react/icons/check'
import Minus from 'lucide-react/icons/minus'
import type { ReactNode } from 'react'
import { Checkbox } from 'react-aria-components/Checkbox'
import { I18nProvider } from 'react-aria-components/I18nProvider'
import { Cell, Table as Grid, Column as HeadCell, Row, TableBody, TableHeader } from 'react-aria-components/Table'
import { classes } from './classes.ts'
import { Icon } from './Icon.tsx'
import styles from './Table.module.css'
import { useLanguage, usePieceWords } from './words.tsx'

export interface Column<R> {
  readonly id: string
  readonly head: string
  readonly cell: (row: R) => ReactNode
  readonly sortable?: boolean
  /** The cell that names the row; exactly one column has it. */
  readonly names?: boolean
  readonly width?: string
  readonly align?: 'start' | 'end'
  readonly wrap?: boolean
}

export interface Sort {
  readonly by: string
  readonly descending: boolean
}

export interface TableProps<R> {
  readonly name: string
  readonly columns: readonly Column<R>[]
  readonly rows: readonly R[]
  readonly keyOf: (row: R) => string
  /** What a row is called, for readers and for typing ahead. */
  readonly nameOf: (row: R) => string
  readonly sort?: Sort
  readonly onSort?: (sort: Sort) => void
  readonly chosen?: ReadonlySet<string>
  readonly onChoose?: (chosen: ReadonlySet<string>) => void
  readonly onOpen?: (key: string) => void
  /** The row that is open in the drawer. */
  readonly open?: string | undefined
  readonly compact?: boolean
  readonly empty?: ReactNode
  readonly foot?: ReactNode
}

/**
 * A grid with arrow keys: Space chooses, Shift chooses a range, Enter opens, letters jump. Sorting and choosing are told outside, where
 * the URL keeps them. Below 720 px each row is a card with its heads before the cells.
 */
export function Table<R extends object>(props: TableProps<R>) {
  const language = useLanguage()
  const { columns, rows, keyOf, nameOf, chosen, onChoose, onOpen, sort, onSort } = props
  const choosing = chosen !== undefined && onChoose !== undefined
  const everyKey = () => new Set(rows.map(keyOf))
  return (
    <div className={classes(styles.card, props.compact && styles.compact)}>
      <I18nProvider locale={language.tag}>
        <Grid
          aria-label={props.name}
          className={styles.grid ?? ''}
          selectionMode={choosing ? 'multiple' : 'none'}
          selectionBehavior="toggle"
          {...(choosing
            ? { selectedKeys: chosen, onSelectionChange: keys => onChoose(keys === 'all' ? everyKey() : new Set([...keys].map(String))) }
            : {})}
          {...(onOpen ? { onRowAction: key => onOpen(String(key)) } : {})}
          {...(sort ? { sortDescriptor: { column: sort.by, direction: sort.descending ? 'descending' : 'ascending' } } : {})}
          onSortChange={({ column, direction }) => onSort?.({ by: String(column), descending: direction === 'descending' })}
        >
          <TableHeader className={styles.head ?? ''}>
            {choosing && (
              <HeadCell className={styles.check ?? ''} minWidth={44}>
                <Box all />
              </HeadCell>
            )}
            {columns.map(column => (
              <HeadCell
                key={column.id}
                id={column.id}
                isRowHeader={column.names ?? false}
                allowsSorting={column.sortable ?? false}
                className={classes(styles.columnHead, column.align === 'end' && styles.end)}
                style={column.width ? { width: column.width } : {}}
              >
                {({ sortDirection }) => (
                  <>
                    {column.head}
                    {sortDirection && <Icon of={sortDirection === 'ascending' ? ArrowUp : ArrowDown} size={14} className={styles.arrow} />}
                  </>
                )}
              </HeadCell>
            ))}
          </TableHeader>
          <TableBody renderEmptyState={() => <div className={styles.empty}>{props.empty}</div>}>
            {rows.map(row => {
              const key = keyOf(row)
              return (
                <Row
                  key={key}
                  id={key}
                  textValue={nameOf(row)}
                  className={classes(styles.row, props.open === key && styles.open, onOpen && styles.opens)}
                >
                  {choosing && (
                    <Cell className={styles.check ?? ''}>
                      <Box />
                    </Cell>
                  )}
                  {columns.map(column => (
                    <Cell
                      key={column.id}
                      className={classes(
                        styles.cell,
                        column.names && styles.names,
                        column.align === 'end' && styles.end,
                        column.wrap && styles.wraps,
                      )}
                    >
                      <span className={styles.cardHead} aria-hidden="true">
                        {column.head}
                      </span>
                      <span className={styles.told}>{column.cell(row)}</span>
                    </Cell>
                  ))}
                </Row>
              )
            })}
          </TableBody>
        </Grid>
      </I18nProvider>
      {props.foot && <div className={styles.foot}>{props.foot}</div>}
    </div>
  )
}

function Box(props: { readonly all?: boolean }) {
  const words = usePieceWords()
  return (
    <Checkbox slot="selection" className={styles.box ?? ''} aria-label={props.all ? words.selectAll : words.selectOne}>
      {({ isSelected, isIndeterminate }) => (
        <span className={styles.tick}>{isIndeterminate ? <Icon of={Minus} size={13} /> : isSelected && <Icon of={Check} size={13} />}</span>
      )}
    </Checkbox>
  )
}
