// Read by test_floor.py: what every browser could do at the end of 2022. Chrome 109 is of January 2023, the last one for
// Windows 7; Firefox 115 ESR is of July 2023.
import css from "@eslint/css";
import compat from "eslint-plugin-compat";
import esx from "eslint-plugin-es-x";

export default [
  {
    files: ["**/*.css"],
    plugins: { css },
    language: "css/css",
    languageOptions: { tolerant: true },
    rules: {
      "css/use-baseline": ["error", { available: 2022 }],
      "no-restricted-syntax": ["error", { selector: "Rule > Block Rule", message: "Nested rule." }],
    },
  },
  {
    files: ["**/*.js"],
    plugins: { compat, "es-x": esx },
    languageOptions: { ecmaVersion: 2022, sourceType: "script" },
    linterOptions: { reportUnusedDisableDirectives: "off" },
    settings: { browsers: ["chrome 109", "firefox 115"], lintAllEsApis: true },
    rules: { ...esx.configs["flat/restrict-to-es2022"].rules, "compat/compat": "error" },
  },
];
