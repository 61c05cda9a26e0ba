// antd finds its locales without a file ending, which only the bundler understands.
declare module 'antd/locale/zh_CN' {
  const locale: import('antd').ConfigProviderProps['locale'];
  export default locale;
}
