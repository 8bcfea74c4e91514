// validate-package.js FOLDER: what the npm package "datapackage" finds wrong with a Data Package and with
// each of its rows; nothing when it is valid.
const { Package } = require("datapackage");

async function validate(folder) {
	const found = await Package.load(folder + "/datapackage.json");
	for (const error of found.errors) console.log(error.message);
	for (const table of found.resources) {
		try {
			await table.read({ relations: true });
		} catch (error) {
			for (const one of error.errors || [error]) console.log(table.name + ": " + one.message);
		}
	}
}

validate(process.argv[2]).catch((error) => console.log(error.message));
