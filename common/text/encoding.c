#include "text/encoding.h"
#include "text/utf8.h"
enum status encoding_decode(struct arena *arena, struct slice bytes, struct slice declared,
			    bool is_markup, struct decoded *out, struct err *err)
{
	(void)arena;
	(void)declared;
	(void)is_markup;
	if (!utf8_is_valid(bytes))
		return err_set(err, STATUS_UNDECODABLE, "encoding", SIZE_MAX, "not UTF-8");
	*out = (struct decoded){bytes, "UTF-8", false, 0};
	return STATUS_OK;
}
