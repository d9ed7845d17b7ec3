# How many appeals were answered on time in each quarter, and of how many. Base R is enough.
# PORTAL=https://… Rscript quarters.R
portal <- Sys.getenv("PORTAL", "http://localhost:3000")
query <- "grain=quarter&category=all&district=all&channel=all&measure=with_deadline,on_time"

rows <- read.csv(paste0(portal, "/data/appeals.csv?", query), na.strings = "", encoding = "UTF-8")

# A number that is withheld is NA, and outcome_status says why: it is not a zero.
for (i in seq_len(nrow(rows))) {
  row <- rows[i, ]
  if (is.na(row$on_time)) {
    cat(sprintf("%s: not published (%s)\n", row$period, row$outcome_status))
  } else if (row$with_deadline == 0) {
    cat(sprintf("%s: none had a deadline\n", row$period))
  } else {
    cat(sprintf("%s: %d of %d on time, %.0f%%\n", row$period, row$on_time, row$with_deadline, 100 * row$on_time / row$with_deadline))
  }
}
