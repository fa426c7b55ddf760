window.lavraEntries = [{"d":"","k":"table","n":"gold.g","u":"tables/gold.g.html"},{"d":"","k":"column of gold.g","n":"n","u":"tables/gold.g.html#c1"}];
