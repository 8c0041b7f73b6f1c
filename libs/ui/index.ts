export { type Asset, assetPath, contentSecurityPolicy, readAssets } from './assets.js';
export { BarChart, type BarChartProps, LineChart, type LineChartProps } from './charts.js';
export * from './button.js';
export {
  Checkbox,
  CheckboxGroup,
  type CheckboxGroupProps,
  type CheckboxProps,
  type Choice,
  RadioGroup,
  type RadioGroupProps,
  SelectField,
  type SelectFieldProps,
} from './choice.js';
export { fieldId } from './classes.js';
export * from './data-table.js';
export * from './feedback.js';
export {
  DateField,
  type DateFieldProps,
  type FieldProps,
  FileField,
  type FileFieldProps,
  MoneyField,
  type MoneyFieldProps,
  TextArea,
  type TextAreaProps,
  TextField,
  type TextFieldProps,
  TimeField,
  type TimeFieldProps,
} from './field.js';
export * from './form.js';
export { type NavItem } from './header.js';
export * from './icon.js';
export * from './layout.js';
export { CalendarLegend, type CalendarDay, MonthCalendar } from './month-calendar.js';
export * from './page.js';
export { Pagination, type PaginationProps } from './pagination.js';
export { QrCode } from './qr-code.js';
export * from './render-page.js';
export { ScreenPage } from './screen-page.js';
export { defaultSettings, type FooterLink, type UiSettings } from './settings.js';
export * from './steps.js';
export * from './text.js';
